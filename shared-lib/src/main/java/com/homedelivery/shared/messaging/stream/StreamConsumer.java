package com.homedelivery.shared.messaging.stream;

import com.homedelivery.shared.event.EventMetadata;
import com.homedelivery.shared.messaging.MessagingProperties;
import com.homedelivery.shared.messaging.inbox.Inbox;
import com.homedelivery.shared.messaging.redis.RedisConnections;
import com.homedelivery.shared.messaging.redis.StreamRecordMapper;
import com.homedelivery.shared.work.BackgroundTask;
import com.homedelivery.shared.work.Interval;
import com.homedelivery.shared.work.LoggedBackoff;
import com.homedelivery.shared.work.TaskStoppedException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.StreamMessage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Acts on the events of one stream, one after the other; those that are read at a time share a transaction, or a few. An
 * event that fails waits for its next try while later ones go on, those of the same key too: the state of the aggregate
 * decides what an event means, not its place in the stream.
 *
 * <p>Entries are acknowledged after their transaction has committed. Until then they stay pending under this consumer's
 * name, so that nothing is lost if the process dies: another consumer of the group claims them.
 *
 * <p>After too many dead letters in a row the consumer halts. It reads nothing more and leaves pending what it has, except
 * that it tries now and then whether an event works again; if one does, it goes on by itself.
 */
final class StreamConsumer {

    private static final Logger log = LoggerFactory.getLogger(StreamConsumer.class);

    /** How long one read waits for events. */
    static final Duration BLOCK = Duration.ofSeconds(5);

    private static final Duration LONGEST_CLAIM_INTERVAL = Duration.ofSeconds(10);
    private static final Duration LONGEST_MEASUREMENT_INTERVAL = Duration.ofSeconds(20);
    private static final Duration LONGEST_COUNT_INTERVAL = Duration.ofMinutes(1);
    private static final Duration GONE_AFTER = Duration.ofMinutes(10);
    private static final int IMMEDIATE_RETRIES = 5;

    /** A request that wants a row which a common transaction has locked waits for so long, and not much longer. */
    private static final Duration TOGETHER_AT_MOST = Duration.ofMillis(100);

    private static final int TRACE_LENGTH = 4_000;

    private final EventProcessor<?> processor;
    private final String stream;
    private final String group;
    private final String consumer;
    private final RedisConnections connections;
    private final StreamDeadLetterStore deadLetters;
    private final MessagingProperties.Consumer settings;
    private final ConsumerMetrics metrics;

    /**
     * @param stream key of the Redis Stream
     * @param group the service's name
     * @param consumer name of this instance
     */
    StreamConsumer(
            EventProcessor<?> processor,
            String stream,
            String group,
            String consumer,
            RedisConnections connections,
            StreamDeadLetterStore deadLetters,
            MessagingProperties.Consumer settings,
            ConsumerMetrics metrics) {
        this.processor = processor;
        this.stream = stream;
        this.group = group;
        this.consumer = consumer;
        this.connections = connections;
        this.deadLetters = deadLetters;
        this.settings = settings;
        this.metrics = metrics;
    }

    String name() {
        return "consumer-" + stream;
    }

    void run(BackgroundTask task) {
        metrics.halted(false);
        LoggedBackoff backoff = new LoggedBackoff(log, name() + " without Redis");
        RetryScheduler retries = new RetryScheduler(settings.firstRetry(), settings.longestRetry());
        DeadLetterCircuitBreaker breaker = new DeadLetterCircuitBreaker(settings.deadLettersInARow());
        while (task.isRunning()) {
            try (ConsumerGroup entries = new ConsumerGroup(connections, stream, group, consumer, BLOCK)) {
                new PollLoop(task, entries, retries, breaker, backoff).work();
            } catch (RedisException e) {
                task.pause(backoff.failed(e));
            }
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** The work over one connection. */
    private final class PollLoop {

        private final BackgroundTask task;
        private final ConsumerGroup entries;
        private final RetryScheduler retries;
        private final DeadLetterCircuitBreaker breaker;
        private final LoggedBackoff backoff;
        private final LoggedBackoff deadLetterBackoff = new LoggedBackoff(log, name() + " dead letters");
        private final Interval claim =
                new Interval(shorter(settings.abandonedAfter().dividedBy(3), LONGEST_CLAIM_INTERVAL));
        private final Interval measurement =
                new Interval(shorter(settings.abandonedAfter(), LONGEST_MEASUREMENT_INTERVAL));
        private final Interval counting = new Interval(shorter(settings.abandonedAfter(), LONGEST_COUNT_INTERVAL));
        private final Interval forgetting = new Interval(GONE_AFTER);

        /** Needs nothing more, and is not acknowledged yet. */
        private final List<String> done = new ArrayList<>();

        PollLoop(
                BackgroundTask task,
                ConsumerGroup entries,
                RetryScheduler retries,
                DeadLetterCircuitBreaker breaker,
                LoggedBackoff backoff) {
            this.task = task;
            this.entries = entries;
            this.retries = retries;
            this.breaker = breaker;
            this.backoff = backoff;
        }

        void work() {
            // A full Redis gives out and forgets what it has: whoever reads it makes room. Reading says if there is no
            // group.
            entries.join();
            resumePending();
            backoff.recovered();
            try {
                while (task.isRunning()) {
                    try {
                        step();
                    } catch (RedisCommandExecutionException e) {
                        if (!ConsumerGroup.isGone(e) || !entries.join()) {
                            throw e;
                        }
                        log.warn("{}: stream or group is gone, made again", name());
                    }
                }
            } catch (TaskStoppedException e) {
                acknowledge();
                throw e;
            }
            acknowledge();
        }

        /** What was given to this consumer and is neither acknowledged nor waiting for its next try. */
        private void resumePending() {
            String last = ConsumerGroup.FROM_THE_BEGINNING;
            while (!breaker.isOpen()) {
                List<StreamMessage<String, String>> pending = entries.unacknowledged(last);
                if (pending.isEmpty()) {
                    return;
                }
                handle(pending);
                last = pending.getLast().getId();
            }
        }

        private void step() {
            if (claim.now()) {
                claimStale();
            }
            if (forgetting.now()) {
                forgetConsumers();
            }
            measureBacklog();
            if (breaker.isOpen()) {
                task.pause(settings.retryHalted());
                probe();
                return;
            }
            retryDue();
            Duration wait = retries.untilNext(BLOCK);
            if (breaker.isOpen()) {
                return;
            }
            if (retries.areTooMany()) {
                task.pause(wait);
            } else {
                List<StreamMessage<String, String>> batch = task.interruptibly(() -> entries.read(wait));
                handle(batch);
                waitForMore(batch.size());
            }
        }

        private void waitForMore(int handled) {
            if (handled > 0
                    && handled < ConsumerGroup.AT_ONCE
                    && settings.linger().isPositive()) {
                task.pause(settings.linger());
            }
        }

        private void measureBacklog() {
            if (measurement.now()) {
                metrics.pending(entries.pending());
                metrics.unreadSince(entries.unreadSince());
            }
            if (counting.now()) {
                countDeadLetters();
            }
        }

        private void countDeadLetters() {
            try {
                metrics.deadLetters(deadLetters.count(entries));
            } catch (DataAccessException e) {
                log.debug("{}: dead letters are not counted", name(), e);
            }
        }

        /** Names that stay for longer do no harm. */
        private void forgetConsumers() {
            try {
                entries.forgetConsumers(GONE_AFTER);
            } catch (RedisCommandExecutionException e) {
                if (ConsumerGroup.isGone(e)) {
                    throw e;
                }
                log.debug("{}: consumers that have gone are not forgotten", name(), e);
            }
        }

        private void claimStale() {
            boolean more = true;
            while (more && task.isRunning() && !breaker.isOpen()) {
                List<StreamMessage<String, String>> stale = entries.claimStale(settings.abandonedAfter());
                handle(stale);
                more = !stale.isEmpty();
            }
        }

        private void retryDue() {
            for (var due = retries.nextDue(); due.isPresent(); due = retries.nextDue()) {
                RetryScheduler.Retry retry = due.get();
                entries.take(retry.id(), retry.deliveries())
                        .ifPresentOrElse(this::handleAlone, () -> retries.forget(retry.id()));
                if (breaker.isOpen()) {
                    return;
                }
            }
        }

        /** While halted: the oldest that is pending here, and one more, should that one be at fault itself. */
        private void probe() {
            entries.oldestUnacknowledged().ifPresent(this::handleAlone);
            if (breaker.isOpen()) {
                nextRelevant().ifPresent(this::handleAlone);
            }
            if (!breaker.isOpen()) {
                resumePending();
            }
        }

        private Optional<StreamMessage<String, String>> nextRelevant() {
            Optional<StreamMessage<String, String>> next = entries.readOne();
            while (next.isPresent() && isIgnored(next.get())) {
                done(next.get());
                acknowledge();
                next = entries.readOne();
            }
            return next;
        }

        private void handle(List<StreamMessage<String, String>> batch) {
            Set<UUID> processed = alreadyProcessed(batch);
            List<StreamMessage<String, String>> wanted = new ArrayList<>();
            for (StreamMessage<String, String> entry : batch) {
                if (isIgnored(entry) || contains(processed, entry)) {
                    done(entry);
                } else if (!retries.contains(entry.getId())) {
                    wanted.add(entry);
                }
            }
            for (StreamMessage<String, String> entry : processBatch(wanted)) {
                if (breaker.isOpen()) {
                    break;
                }
                handle(entry);
            }
            // What is of no concern is acknowledged with what is, or when nothing comes for a while.
            if (!wanted.isEmpty() || batch.isEmpty() || done.size() >= ConsumerGroup.AT_ONCE) {
                acknowledge();
            }
        }

        /**
         * Asked for full batches of those that are acted on one by one: when the relay sends an hour again, what is new
         * must not wait long behind it.
         */
        private Set<UUID> alreadyProcessed(List<StreamMessage<String, String>> batch) {
            if (processor.isBatched() || batch.size() < ConsumerGroup.AT_ONCE) {
                return Set.of();
            }
            try {
                return processor.alreadyProcessed(
                        batch.stream().flatMap(entry -> id(entry).stream()).toList());
            } catch (RuntimeException e) {
                log.debug("{}: what was acted on before is found out one by one", name(), e);
                return Set.of();
            }
        }

        private static boolean contains(Set<UUID> events, StreamMessage<String, String> entry) {
            return id(entry).filter(events::contains).isPresent();
        }

        private static Optional<UUID> id(StreamMessage<String, String> entry) {
            return Optional.ofNullable(entry.getBody()).flatMap(StreamRecordMapper::id);
        }

        private boolean isIgnored(StreamMessage<String, String> entry) {
            return entry.getBody() != null && processor.ignores(entry.getBody());
        }

        /**
         * Acts on these in common transactions, if the subscription allows it.
         *
         * @return what is left: to be acted on one by one, so that the one at fault is found
         */
        private List<StreamMessage<String, String>> processBatch(List<StreamMessage<String, String>> entries) {
            if (!processor.isBatched() || entries.size() < 2) {
                return entries;
            }
            EventBatch batch = new EventBatch(entries, processor);
            while (!batch.isEmpty()) {
                measureBacklog();
                List<Inbox.Work> works = batch.works();
                int processed = processTogether(works);
                if (processed == 0) {
                    break;
                }
                batch.first(processed).forEach(this::done);
                batch.remove(processed);
                works.subList(0, processed).forEach(work -> succeeded(work.event()));
            }
            return batch.left();
        }

        /** @return how many, from the first on, are done; 0 when something failed, and nothing happened */
        private int processTogether(List<Inbox.Work> works) {
            try {
                return processor.processTogether(works, TOGETHER_AT_MOST);
            } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
                log.debug("{}: {} events are acted on one by one", name(), works.size(), e);
                return 0;
            }
        }

        private void handle(StreamMessage<String, String> entry) {
            if (entry.getBody() == null || entry.getBody().isEmpty()) {
                log.warn("{}: entry {} was deleted before it was acted on", name(), entry.getId());
                done(entry);
            } else if (isIgnored(entry)) {
                done(entry);
            } else {
                process(entry);
            }
        }

        private void handleAlone(StreamMessage<String, String> entry) {
            handle(entry);
            acknowledge();
        }

        private void done(StreamMessage<String, String> entry) {
            done.add(entry.getId());
            retries.forget(entry.getId());
        }

        private void acknowledge() {
            if (!done.isEmpty()) {
                entries.acknowledge(done.toArray(String[]::new));
                done.clear();
            }
        }

        private void process(StreamMessage<String, String> entry) {
            LoggedBackoff databaseBackoff = new LoggedBackoff(log, name() + " without its database");
            EventMetadata event = null;
            for (int conflicts = 0; event == null; ) {
                measureBacklog();
                try {
                    event = processor.process(entry.getBody());
                } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
                    FailureCategory failure = FailureCategory.of(e);
                    if (failure == FailureCategory.DATABASE_UNAVAILABLE) {
                        acknowledge();
                        task.pause(databaseBackoff.failed(e));
                    } else if (failure != FailureCategory.CONCURRENCY_CONFLICT || ++conflicts > IMMEDIATE_RETRIES) {
                        failed(entry, e, failure);
                        return;
                    }
                }
            }
            databaseBackoff.recovered();
            done(entry);
            succeeded(event);
        }

        private void succeeded(EventMetadata event) {
            metrics.handled(event);
            log.debug("{}: {} of {} done", name(), event.type(), event.subject());
            if (breaker.succeeded()) {
                metrics.halted(false);
                log.info("{} works again and goes on", name());
            }
        }

        private void failed(StreamMessage<String, String> entry, Throwable thrown, FailureCategory failure) {
            metrics.failed();
            if (breaker.isOpen()) {
                log.debug("{} stays halted: {}", name(), thrown.toString());
                return;
            }
            long deliveries = entries.deliveries(entry.getId());
            boolean dependencyUnavailable = failure == FailureCategory.DEPENDENCY_UNAVAILABLE;
            if (!dependencyUnavailable && deliveries >= settings.maxDeliveries()) {
                deadLetter(entry, deliveries, thrown);
                return;
            }
            // What this version cannot read is left for any consumer of the group to claim, perhaps a newer one.
            // A server that is away is nothing that can be held against the event.
            String next = failure == FailureCategory.UNREADABLE
                    ? "left for others"
                    : "again in "
                            + retries.schedule(entry.getId(), dependencyUnavailable ? deliveries : deliveries + 1)
                                    .toMillis()
                            + " ms";
            log.info(
                    "{}: {} of {} failed, delivery {}, {}: {}",
                    name(),
                    entry.getBody().get(StreamRecordMapper.TYPE),
                    entry.getBody().get(StreamRecordMapper.SUBJECT),
                    deliveries,
                    next,
                    thrown.toString());
        }

        private void deadLetter(StreamMessage<String, String> entry, long deliveries, Throwable thrown) {
            Map<String, String> fields = new LinkedHashMap<>(entry.getBody());
            fields.put(DeadLetterFields.ENTRY, entry.getId());
            fields.put(DeadLetterFields.DELIVERIES, Long.toString(deliveries));
            fields.put(DeadLetterFields.ERROR, thrown.toString());
            fields.put(DeadLetterFields.TRACE, trace(thrown));
            try {
                if (!deadLetters.keep(entries, fields)) {
                    retries.forget(entry.getId());
                    return;
                }
            } catch (RedisCommandExecutionException | DataAccessException refused) {
                if (refused instanceof RedisCommandExecutionException gone && ConsumerGroup.isGone(gone)) {
                    throw refused;
                }
                // A full Redis, or a database that is away: the entry stays pending, and the others go on.
                deadLetterBackoff.failed(refused);
                retries.schedule(entry.getId(), deliveries);
                return;
            }
            deadLetterBackoff.recovered();
            retries.forget(entry.getId());
            metrics.dead();
            countDeadLetters();
            log.error(
                    "{}: {} entry {} is a dead letter after delivery {}: {}",
                    name(),
                    fields.get(StreamRecordMapper.TYPE),
                    entry.getId(),
                    deliveries,
                    thrown.toString());
            if (breaker.deadLettered()) {
                metrics.halted(true);
                log.error(
                        "{} halts after {} dead letters in a row: what comes now waits; it tries again every {} s",
                        name(),
                        settings.deadLettersInARow(),
                        settings.retryHalted().toSeconds());
            }
        }
    }

    private static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString().substring(0, Math.min(text.getBuffer().length(), TRACE_LENGTH));
    }
}
