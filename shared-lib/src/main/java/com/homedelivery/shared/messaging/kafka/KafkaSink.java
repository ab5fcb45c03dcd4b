package com.homedelivery.shared.messaging.kafka;

import com.homedelivery.shared.messaging.sink.BatchResult;
import com.homedelivery.shared.messaging.sink.OutboxRow;
import com.homedelivery.shared.messaging.sink.Partition;
import com.homedelivery.shared.messaging.sink.SentRow;
import com.homedelivery.shared.messaging.sink.Sink;
import com.homedelivery.shared.messaging.sink.SinkType;
import com.homedelivery.shared.work.TaskStoppedException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;

/**
 * Sends events to Kafka. The idempotent producer keeps the order of each partition and adds nothing twice by itself; a
 * batch is handed over as a whole and awaited.
 */
final class KafkaSink implements Sink {

    private final KafkaTemplate<String, String> kafka;
    private final TopicNames topics;
    private final TopicProvisioner provisioner;
    private final KafkaHighWaterMarks ends;
    private final BooleanSupplier paused;
    private boolean topicsExist;
    private boolean truncationSuspected;

    /** @param paused whether Kafka is to be taken for one that does not answer */
    KafkaSink(
            KafkaTemplate<String, String> kafka,
            TopicNames topics,
            TopicProvisioner provisioner,
            KafkaHighWaterMarks ends,
            BooleanSupplier paused) {
        this.kafka = kafka;
        this.topics = topics;
        this.provisioner = provisioner;
        this.ends = ends;
        this.paused = paused;
    }

    @Override
    public SinkType destination() {
        return SinkType.KAFKA;
    }

    /** A service that has nothing to send does not trouble Kafka at all, which makes its start lighter. */
    @Override
    public void prepare(List<OutboxRow> rows) {
        if (paused.getAsBoolean()) {
            throw new IllegalStateException("Kafka is paused on purpose");
        }
        if (!topicsExist) {
            provisioner.createMissing();
            topicsExist = true;
        }
    }

    /** Looks only after one partition gave out offsets again, which sending notices: others may have lost theirs, too. */
    @Override
    public Set<Partition> truncated(Map<Partition, String> highWaterMarks) {
        if (!truncationSuspected) {
            return Set.of();
        }
        KafkaHighWaterMarks.Look look = ends.look(highWaterMarks);
        // Until nothing is missing. What a look does not tell, the next one has to.
        truncationSuspected = !look.isComplete() || !look.truncated().isEmpty();
        return look.truncated();
    }

    /** An offset that is given out again shows it. */
    @Override
    public boolean mayLoseUnnoticed() {
        return false;
    }

    @Override
    public List<SentRow> stillPresent(List<SentRow> sent) {
        return sent;
    }

    @Override
    public Optional<LogEnd> end(Partition partition) {
        return ends.end(partition);
    }

    @Override
    public BatchResult send(List<OutboxRow> rows, Map<Partition, String> highWaterMarks) {
        Map<OutboxRow, CompletableFuture<SendResult<String, String>>> inFlight = sendAll(rows);
        flush();
        BatchResult result = new BatchResult();
        inFlight.forEach((row, reply) -> {
            try {
                RecordMetadata metadata = reply.get().getRecordMetadata();
                Partition partition = new Partition(row.topic(), metadata.partition());
                String last = highWaterMarks.get(partition);
                if (last != null && metadata.offset() <= Long.parseLong(last)) {
                    result.truncated(partition);
                    truncationSuspected = true;
                }
                result.sent(row, partition, Long.toString(metadata.offset()));
            } catch (ExecutionException e) {
                Throwable reason = rootOf(e);
                if (isRejection(reason)) {
                    result.rejected(row, reason.toString());
                } else {
                    result.failed(row, reason);
                }
            } catch (InterruptedException e) {
                throw new TaskStoppedException();
            }
        });
        return result;
    }

    /** Hands rows to the producer, up to the first that finds no broker; none of a key after one that is refused. */
    private Map<OutboxRow, CompletableFuture<SendResult<String, String>>> sendAll(List<OutboxRow> rows) {
        Map<OutboxRow, CompletableFuture<SendResult<String, String>>> inFlight = new LinkedHashMap<>();
        Set<OutboxRow.OrderingKey> blocked = new HashSet<>();
        for (OutboxRow row : rows) {
            if (blocked.contains(row.orderingKey())) {
                continue;
            }
            try {
                inFlight.put(row, kafka.send(record(row)));
            } catch (RuntimeException e) {
                inFlight.put(row, CompletableFuture.failedFuture(e));
                if (!isRejection(rootOf(e))) {
                    return inFlight;
                }
                blocked.add(row.orderingKey());
            }
        }
        return inFlight;
    }

    private void flush() {
        try {
            kafka.flush();
        } catch (InterruptException e) {
            throw new TaskStoppedException();
        }
    }

    private static boolean isRejection(Throwable reason) {
        return reason instanceof RecordTooLargeException
                || reason instanceof SerializationException
                || reason instanceof InvalidTopicException
                || reason instanceof InvalidRecordException;
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private ProducerRecord<String, String> record(OutboxRow row) {
        return KafkaRecordMapper.toRecord(topics.of(row.topic()), row.event(), row.data());
    }

    /** Kafka retains by itself. */
    @Override
    public void cleanUp(Collection<Partition> logs) {}

    /** The producer belongs to the application and reconnects by itself. */
    @Override
    public void close() {
        topicsExist = false;
    }
}
