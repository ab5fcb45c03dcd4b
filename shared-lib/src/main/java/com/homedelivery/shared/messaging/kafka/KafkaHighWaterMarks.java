package com.homedelivery.shared.messaging.kafka;

import com.homedelivery.shared.messaging.sink.Partition;
import com.homedelivery.shared.messaging.sink.Sink;
import com.homedelivery.shared.work.BackoffLogger;
import com.homedelivery.shared.work.TaskStoppedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
 * goes on, also where it may write to Kafka but not read.
 */
final class KafkaHighWaterMarks {

    private static final Logger log = LoggerFactory.getLogger(KafkaHighWaterMarks.class);

    /** Bound of each call: the relay must speak to the database again before its leadership ends. */
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private static final Duration POLL = Duration.ofMillis(100);

    /** Some batches of the relay, because what it sent just now stands at the end. */
    private static final int READ_AT_ONCE = 2_000;

    private static final int MOST_READ_BACK = 20_000;

    private final ConsumerFactory<String, String> consumers;
    private final TopicNames topics;
    private final String source;
    private final BackoffLogger backoff = new BackoffLogger(log, "The ends of Kafka's partitions");

    /** @param source name of the service whose events these are; others may add to the same topic */
    KafkaHighWaterMarks(ConsumerFactory<String, String> consumers, TopicNames topics, String source) {
        this.consumers = consumers;
        this.topics = topics;
        this.source = source;
    }

    /** The partitions among these that end before their last known position; empty when Kafka does not tell now. */
    Optional<Set<Partition>> truncated(Map<Partition, String> highWaterMarks) {
        return look(
                consumer -> {
                    Map<TopicPartition, Long> ends = consumer.endOffsets(
                            highWaterMarks.keySet().stream()
                                    .map(this::partition)
                                    .toList(),
                            TIMEOUT);
                    return highWaterMarks.entrySet().stream()
                            .filter(tail -> ends.getOrDefault(partition(tail.getKey()), Long.MAX_VALUE)
                                    <= Long.parseLong(tail.getValue()))
                            .map(Map.Entry::getKey)
                            .collect(Collectors.toUnmodifiableSet());
                },
                Set.of());
    }

    /** The newest events of this service in a partition, unless there are none. */
    Optional<Sink.LogEnd> end(Partition part) {
        return look(consumer -> newest(consumer, partition(part)), Optional.<Sink.LogEnd>empty())
                .flatMap(Function.identity());
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

    /**
     * @param unreadable the answer where the service may not read
     * @return empty when Kafka does not answer
     */
    private <T> Optional<T> look(Function<Consumer<String, String>, T> question, T unreadable) {
        try (Consumer<String, String> consumer = consumers.createConsumer()) {
            Optional<T> answer = Optional.of(question.apply(consumer));
            backoff.recovered();
            return answer;
        } catch (InterruptException e) {
            throw new TaskStoppedException();
        } catch (AuthorizationException e) {
            log.warn("The ends of Kafka's partitions may not be read: {}", e.toString());
            return Optional.of(unreadable);
        } catch (KafkaException e) {
            backoff.failed(e);
            return Optional.empty();
        }
    }

    private TopicPartition partition(Partition part) {
        return new TopicPartition(topics.of(part.log()), part.part());
    }
}
