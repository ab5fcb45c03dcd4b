package com.homedelivery.shared.messaging.kafka;

import com.homedelivery.shared.messaging.sink.Partition;
import com.homedelivery.shared.messaging.sink.Sink;
import com.homedelivery.shared.work.ExponentialBackoff;
import com.homedelivery.shared.work.LoggedBackoff;
import com.homedelivery.shared.work.TaskStoppedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * Looks at the ends of partitions when one of them is known to have been cut off. What cannot be read is unknown: the relay
 * goes on, also where it may write to Kafka but not read. While a partition has no answer it is not asked about again before
 * a delay has passed, for each look may take as long as it is waited for.
 */
final class KafkaHighWaterMarks {

    private static final Logger log = LoggerFactory.getLogger(KafkaHighWaterMarks.class);

    /** Bound of each call: the relay must speak to the database again before its leadership ends. */
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private static final Duration POLL = Duration.ofMillis(100);

    /** Some batches of the relay, because what it sent just now stands at the end. */
    private static final int READ_AT_ONCE = 2_000;

    private static final int MOST_READ_BACK = 20_000;

    /** Not longer: meanwhile another service that adds to the same topic may cover up what this one has lost. */
    private static final ExponentialBackoff RETRY =
            new ExponentialBackoff(Duration.ofSeconds(5), Duration.ofSeconds(10));

    private final Supplier<Admin> admins;
    private final ConsumerFactory<String, String> consumers;
    private final TopicNames topics;
    private final String source;
    private final Clock clock;
    private final LoggedBackoff backoff = new LoggedBackoff(log, "The ends of Kafka's partitions", RETRY);
    private Instant nextLook = Instant.MIN;

    /**
     * @param admins makes a client, which is closed after each look
     * @param source name of the service whose events these are; others may add to the same topic
     */
    KafkaHighWaterMarks(
            Supplier<Admin> admins,
            ConsumerFactory<String, String> consumers,
            TopicNames topics,
            String source,
            Clock clock) {
        this.admins = admins;
        this.consumers = consumers;
        this.topics = topics;
        this.source = source;
        this.clock = clock;
    }

    /**
     * What a look has told.
     *
     * @param truncated the partitions that end before their last known position
     * @param isComplete whether Kafka has answered about every partition
     */
    record Look(Set<Partition> truncated, boolean isComplete) {}

    /**
     * Looks which of these partitions end before their last known position. One without an answer does not affect the others.
     */
    Look look(Map<Partition, String> highWaterMarks) {
        Set<Partition> truncated = new HashSet<>();
        if (clock.instant().isBefore(nextLook)) {
            return new Look(truncated, false);
        }
        KafkaException failure = null;
        try (Admin admin = admins.get()) {
            ListOffsetsResult ends = requestEnds(admin, highWaterMarks.keySet());
            for (Map.Entry<Partition, String> last : highWaterMarks.entrySet()) {
                try {
                    if (nextOffset(ends, last.getKey()) <= Long.parseLong(last.getValue())) {
                        truncated.add(last.getKey());
                    }
                } catch (KafkaException e) {
                    failure = e;
                }
            }
        } catch (KafkaException e) {
            failure = e;
        }
        if (failure == null) {
            backoff.recovered();
        } else {
            nextLook = clock.instant().plus(backoff.failed(failure));
        }
        return new Look(truncated, failure == null);
    }

    private ListOffsetsResult requestEnds(Admin admin, Set<Partition> partitions) {
        return admin.listOffsets(
                partitions.stream().collect(Collectors.toMap(this::partition, _ -> OffsetSpec.latest())),
                new ListOffsetsOptions().timeoutMs(Math.toIntExact(TIMEOUT.toMillis())));
    }

    /** The offset that the next record gets; where it may not be read, one that nothing comes after. */
    private long nextOffset(ListOffsetsResult ends, Partition partition) {
        try {
            return ends.partitionResult(partition(partition)).get().offset();
        } catch (InterruptedException e) {
            // The client closes at once then.
            Thread.currentThread().interrupt();
            throw new TaskStoppedException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException unreadable) {
                log.warn("The end of {} may not be read: {}", partition, unreadable.toString());
                return Long.MAX_VALUE;
            }
            throw new KafkaException(partition + " does not tell its end", e.getCause());
        }
    }

    /** The newest events of this service in a partition; empty when there are none, or they cannot be read now. */
    Optional<Sink.LogEnd> end(Partition part) {
        try (Consumer<String, String> consumer = consumers.createConsumer()) {
            return newest(consumer, partition(part));
        } catch (InterruptException e) {
            throw new TaskStoppedException();
        } catch (KafkaException e) {
            log.warn("The end of {} cannot be read: {}", part, e.toString());
            return Optional.empty();
        }
    }

    private Optional<Sink.LogEnd> newest(Consumer<String, String> consumer, TopicPartition partition) {
        List<TopicPartition> only = List.of(partition);
        long first = consumer.beginningOffsets(only, TIMEOUT).getOrDefault(partition, 0L);
        long end = consumer.endOffsets(only, TIMEOUT).getOrDefault(partition, 0L);
        consumer.assign(only);
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        for (long to = end; to > first && end - to < MOST_READ_BACK; to -= READ_AT_ONCE) {
            List<ConsumerRecord<String, String>> own =
                    records(consumer, partition, Math.max(first, to - READ_AT_ONCE), to, deadline).stream()
                            .filter(record -> source.equals(KafkaRecordMapper.header(record, KafkaHeaders.SOURCE)))
                            .toList();
            if (!own.isEmpty()) {
                return Optional.of(new Sink.LogEnd(
                        Long.toString(own.getLast().offset()),
                        own.stream().flatMap(KafkaHighWaterMarks::id).toList()));
            }
        }
        return Optional.empty();
    }

    private static List<ConsumerRecord<String, String>> records(
            Consumer<String, String> consumer, TopicPartition partition, long from, long to, long deadline) {
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        consumer.seek(partition, from);
        while (consumer.position(partition, TIMEOUT) < to) {
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException(partition + " was not read in " + TIMEOUT);
            }
            consumer.poll(POLL).forEach(records::add);
        }
        records.removeIf(record -> record.offset() >= to);
        return records;
    }

    private static Stream<UUID> id(ConsumerRecord<String, String> record) {
        try {
            String id = KafkaRecordMapper.header(record, KafkaHeaders.ID);
            return id == null ? Stream.empty() : Stream.of(UUID.fromString(id));
        } catch (IllegalArgumentException malformed) {
            return Stream.empty();
        }
    }

    private TopicPartition partition(Partition part) {
        return new TopicPartition(topics.of(part.log()), part.part());
    }
}
