package com.homedelivery.shared.messaging;

import com.homedelivery.shared.event.DomainEvent;
import com.homedelivery.shared.event.EventMetadata;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.StreamMessage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Acts on the events of one stream, one after the other. An event that fails waits for its next try while later ones go
 * on, those of the same key too: the state of the aggregate decides what an event means, not its place in the stream.
 *
 * <p>An entry is acknowledged after its transaction has committed. Until then it stays pending under this consumer's name,
 * so that nothing is lost if the process dies: another consumer of the group takes it over.
 *
 * @param <E> family of the events
 */
final class StreamConsumer<E extends DomainEvent> {

    private static final Logger log = LoggerFactory.getLogger(StreamConsumer.class);

    private static final Duration LOOK_AFTER_OTHERS_EVERY = Duration.ofSeconds(10);
    private static final Duration GONE_AFTER = Duration.ofMinutes(10);
    private static final int RACES_AT_ONCE = 5;
    private static final int TRACE_LENGTH = 4_000;

    private final StreamSubscription<E> subscription;
    private final String stream;
    private final String group;
    private final String consumer;
    private final RedisConnections connections;
    private final Inbox inbox;
    private final Traces traces;
    private final MessagingProperties.Consumer settings;
    private final ConsumerMetrics metrics;

    StreamConsumer(
            StreamSubscription<E> subscription,
            String group,
            String consumer,
            RedisConnections connections,
            Inbox inbox,
            Traces traces,
            MessagingProperties.Consumer settings,
            ConsumerMetrics metrics) {
        this.subscription = subscription;
        this.stream = Objects.requireNonNull(subscription.stream().streamKey(), "a stream that is in Redis");
        this.group = group;
        this.consumer = consumer;
        this.connections = connections;
        this.inbox = inbox;
        this.traces = traces;
        this.settings = settings;
        this.metrics = metrics;
    }

    String name() {
        return "consumer-" + stream;
    }

    void run(Worker worker) {
        Outage outage = new Outage(log, name() + " without Redis");
        Retries retries = new Retries(settings.firstRetry(), settings.longestRetry());
        while (worker.goesOn()) {
            try (ConsumerGroup entries =
                    new ConsumerGroup(connections.open(), stream, group, consumer, settings.block())) {
                new Shift(worker, entries, retries, outage).work();
            } catch (RedisException e) {
                worker.pause(outage.failed(e));
            }
        }
    }

    /** The work over one connection. */
    private final class Shift {

        private final Worker worker;
        private final ConsumerGroup entries;
        private final Retries retries;
        private final Outage outage;
        private final Due lookingAfterOthers = new Due(LOOK_AFTER_OTHERS_EVERY);

        Shift(Worker worker, ConsumerGroup entries, Retries retries, Outage outage) {
            this.worker = worker;
            this.entries = entries;
            this.retries = retries;
            this.outage = outage;
        }

        void work() {
            entries.join();
            outage.over();
            takeUpWhatIsPending();
            while (worker.goesOn()) {
                try {
                    step();
                } catch (RedisCommandExecutionException e) {
                    if (!ConsumerGroup.isGone(e)) {
                        throw e;
                    }
                    log.warn("{}: stream or group is gone, made again", name());
                    entries.join();
                }
            }
        }

        /** What the last connection was given and did not acknowledge. */
        private void takeUpWhatIsPending() {
            List<StreamMessage<String, String>> pending = entries.unacknowledged("0-0");
            while (!pending.isEmpty()) {
                handle(pending);
                pending = entries.unacknowledged(pending.getLast().getId());
            }
        }

        private void step() {
            if (lookingAfterOthers.now()) {
                takeOver();
                entries.forgetConsumers(GONE_AFTER);
                metrics.pending(entries.pending());
            }
            tryAgain();
            Duration wait = retries.untilNext(settings.block());
            if (retries.areTooMany()) {
                worker.pause(wait);
            } else {
                handle(worker.whileWaiting(() -> entries.read(wait)));
            }
        }

        private void takeOver() {
            List<StreamMessage<String, String>> abandoned;
            do {
                abandoned = entries.takeOver(settings.abandonedAfter());
                handle(abandoned);
            } while (!abandoned.isEmpty() && worker.goesOn());
        }

        private void tryAgain() {
            for (var due = retries.nextDue(); due.isPresent(); due = retries.nextDue()) {
                Retries.Retry retry = due.get();
                entries.take(retry.id(), retry.deliveries())
                        .ifPresentOrElse(this::handle, () -> retries.forget(retry.id()));
            }
        }

        private void handle(List<StreamMessage<String, String>> batch) {
            for (StreamMessage<String, String> entry : batch) {
                if (!retries.contains(entry.getId())) {
                    handle(entry);
                }
            }
        }

        private void handle(StreamMessage<String, String> entry) {
            if (entry.getBody() == null || entry.getBody().isEmpty()) {
                log.warn("{}: entry {} was deleted before it was acted on", name(), entry.getId());
                acknowledge(entry);
                return;
            }
            switch (EntryFields.read(subscription.stream(), entry.getBody())) {
                case EntryFields.Reading.Known<E>(E event, EventMetadata metadata) -> act(entry, event, metadata);
                case EntryFields.Reading.Unknown<E>(String type) -> {
                    log.debug("{}: {} is of no concern", name(), type);
                    acknowledge(entry);
                }
                case EntryFields.Reading.Malformed<E>(String reason) -> bury(entry, 1, reason, "");
            }
        }

        private void acknowledge(StreamMessage<String, String> entry) {
            entries.acknowledge(entry.getId());
            retries.forget(entry.getId());
        }

        private void act(StreamMessage<String, String> entry, E event, EventMetadata metadata) {
            Outage storeOutage = new Outage(log, name() + " without its database");
            for (int races = 0; ; ) {
                try {
                    traces.continueWith(
                            metadata,
                            () -> inbox.once(
                                    metadata, () -> subscription.handler().accept(event, metadata)));
                    break;
                } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
                    Failure failure = Failure.of(e);
                    if (failure == Failure.STORE_AWAY) {
                        worker.pause(storeOutage.failed(e));
                    } else if (failure != Failure.LOST_RACE || ++races > RACES_AT_ONCE) {
                        failed(entry, metadata, e, failure);
                        return;
                    }
                }
            }
            storeOutage.over();
            acknowledge(entry);
            metrics.handled(metadata);
            log.debug("{}: {} of {} done", name(), metadata.type(), metadata.subject());
        }

        private void failed(
                StreamMessage<String, String> entry, EventMetadata event, Throwable thrown, Failure failure) {
            metrics.failed();
            long deliveries = entries.deliveries(entry.getId());
            if (failure != Failure.SERVER_AWAY && deliveries >= settings.deliveries()) {
                bury(entry, deliveries, thrown.toString(), trace(thrown));
                return;
            }
            // A server that is away is nothing that can be held against the event.
            Duration wait =
                    retries.schedule(entry.getId(), failure == Failure.SERVER_AWAY ? deliveries : deliveries + 1);
            log.info(
                    "{}: {} of {} failed, delivery {}, again in {} ms: {}",
                    name(),
                    event.type(),
                    event.subject(),
                    deliveries,
                    wait.toMillis(),
                    thrown.toString());
        }

        private void bury(StreamMessage<String, String> entry, long deliveries, String error, String trace) {
            Map<String, String> fields = new LinkedHashMap<>(entry.getBody());
            fields.put("entry", entry.getId());
            fields.put("deliveries", Long.toString(deliveries));
            fields.put("error", error);
            fields.put("trace", trace);
            entries.bury(entry.getId(), fields);
            retries.forget(entry.getId());
            metrics.dead();
            log.error(
                    "{}: {} entry {} is a dead letter after delivery {}: {}",
                    name(),
                    fields.get("type"),
                    entry.getId(),
                    deliveries,
                    error);
        }
    }

    private static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString().substring(0, Math.min(text.getBuffer().length(), TRACE_LENGTH));
    }
}
