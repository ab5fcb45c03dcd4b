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
 * batch is sent as one flight and awaited.
 */
final class KafkaSink implements Sink {

    private final KafkaTemplate<String, String> kafka;
    private final Topics topics;
    private final KafkaTopics existing;
    private final KafkaHighWaterMarks ends;
    private boolean topicsExist;
    private boolean lostSomething;

    KafkaSink(KafkaTemplate<String, String> kafka, Topics topics, KafkaTopics existing, KafkaHighWaterMarks ends) {
        this.kafka = kafka;
        this.topics = topics;
        this.existing = existing;
        this.ends = ends;
    }

    @Override
    public SinkType destination() {
        return SinkType.KAFKA;
    }

    /** A service that has nothing to send does not trouble Kafka at all, which makes its start lighter. */
    @Override
    public void prepare(List<OutboxRow> rows) {
        if (!topicsExist) {
            existing.createMissing();
            topicsExist = true;
        }
    }

    /** Asked only after one partition gave out offsets again, which sending notices: others may have lost theirs, too. */
    @Override
    public Set<Partition> cutOff(Map<Partition, String> tails) {
        if (!lostSomething) {
            return Set.of();
        }
        Optional<Set<Partition>> cutOff = ends.cutOff(tails);
        // Once nothing is missing. What a look does not tell, the next one has to.
        lostSomething = cutOff.isEmpty() || !cutOff.get().isEmpty();
        return cutOff.orElse(Set.of());
    }

    /** The offset says. */
    @Override
    public boolean losesUnnoticed() {
        return false;
    }

    @Override
    public List<SentRow> kept(List<SentRow> sent) {
        return sent;
    }

    @Override
    public Optional<LogEnd> end(Partition partition) {
        return ends.end(partition);
    }

    @Override
    public BatchResult send(List<OutboxRow> rows, Map<Partition, String> tails) {
        Map<OutboxRow, CompletableFuture<SendResult<String, String>>> flight = takeOff(rows);
        awaitLanding();
        BatchResult delivery = new BatchResult();
        flight.forEach((row, result) -> {
            try {
                RecordMetadata landed = result.get().getRecordMetadata();
                Partition partition = new Partition(row.topic(), landed.partition());
                String last = tails.get(partition);
                if (last != null && landed.offset() <= Long.parseLong(last)) {
                    delivery.cutOff(partition);
                    lostSomething = true;
                }
                delivery.sent(row, partition, Long.toString(landed.offset()));
            } catch (ExecutionException e) {
                Throwable reason = rootOf(e);
                if (isTheRowsFault(reason)) {
                    delivery.refused(row, reason.toString());
                } else {
                    delivery.failed(row, reason);
                }
            } catch (InterruptedException e) {
                throw new TaskStoppedException();
            }
        });
        return delivery;
    }

    /** Hands rows to the producer, up to the first that finds no broker; none of a key after one that is refused. */
    private Map<OutboxRow, CompletableFuture<SendResult<String, String>>> takeOff(List<OutboxRow> rows) {
        Map<OutboxRow, CompletableFuture<SendResult<String, String>>> flight = new LinkedHashMap<>();
        Set<OutboxRow.OrderingKey> held = new HashSet<>();
        for (OutboxRow row : rows) {
            if (held.contains(row.line())) {
                continue;
            }
            try {
                flight.put(row, kafka.send(record(row)));
            } catch (RuntimeException e) {
                flight.put(row, CompletableFuture.failedFuture(e));
                if (!isTheRowsFault(rootOf(e))) {
                    return flight;
                }
                held.add(row.line());
            }
        }
        return flight;
    }

    private void awaitLanding() {
        try {
            kafka.flush();
        } catch (InterruptException e) {
            throw new TaskStoppedException();
        }
    }

    private static boolean isTheRowsFault(Throwable reason) {
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
        return KafkaRecords.of(topics.nameOf(row.topic()), row.event(), row.data());
    }

    /** Kafka retains by itself. */
    @Override
    public void tidy(Collection<Partition> logs) {}

    /** The producer belongs to the application and reconnects by itself. */
    @Override
    public void close() {
        topicsExist = false;
    }
}
