package com.homedelivery.shared.messaging.kafka;

import com.github.f4b6a3.uuid.UuidCreator;
import com.homedelivery.shared.event.DomainEvent;
import com.homedelivery.shared.event.EventJson;
import com.homedelivery.shared.event.EventMetadata;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.messaging.TracePropagation;
import com.homedelivery.shared.messaging.outbox.Outbox;
import com.homedelivery.shared.work.BackgroundTask;
import com.homedelivery.shared.work.BackgroundTaskLifecycle;
import com.homedelivery.shared.work.TaskStoppedException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Sends events to Kafka that may be lost: measurements, of which the next one says more than the last. They go there
 * straight from memory, at most once, on a thread of their own; whoever publishes never waits. What Kafka does not take,
 * and what comes while ten thousand events are still under way, is lost and counted in
 * {@code homedelivery.kafka.events.lost}. Everything else belongs into the {@link Outbox}.
 */
public final class BestEffortPublisher extends BackgroundTaskLifecycle {

    /** That of the relays: it ends after those who publish. */
    private static final int PHASE = 1_000;

    private static final int MOST_UNDER_WAY = 10_000;
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(3);
    private static final Logger log = LoggerFactory.getLogger(BestEffortPublisher.class);

    private final KafkaTemplate<String, String> kafka;
    private final TopicNames topics;
    private final TopicProvisioner provisioner;
    private final TracePropagation traces;
    private final Clock clock;
    private final String source;
    private final Counter lost;
    private final Semaphore permits;
    private final BlockingQueue<ProducerRecord<String, String>> queue = new LinkedBlockingQueue<>();
    private final AtomicBoolean losing = new AtomicBoolean();
    private volatile boolean topicsExist;

    BestEffortPublisher(
            KafkaTemplate<String, String> kafka,
            TopicNames topics,
            TopicProvisioner provisioner,
            TracePropagation traces,
            Clock clock,
            String source,
            MeterRegistry registry) {
        this(kafka, topics, provisioner, traces, clock, source, registry, MOST_UNDER_WAY);
    }

    /** @param most events that may be under way: in the queue, or with the producer and not confirmed */
    BestEffortPublisher(
            KafkaTemplate<String, String> kafka,
            TopicNames topics,
            TopicProvisioner provisioner,
            TracePropagation traces,
            Clock clock,
            String source,
            MeterRegistry registry,
            int most) {
        super(PHASE, SHUTDOWN_TIMEOUT, BackgroundTask.AfterTimeout.INTERRUPT);
        this.kafka = kafka;
        this.topics = topics;
        this.provisioner = provisioner;
        this.traces = traces;
        this.clock = clock;
        this.source = source;
        this.permits = new Semaphore(most);
        this.lost = Counter.builder("homedelivery.kafka.events.lost")
                .description("Events that were to go straight to Kafka and did not get there")
                .register(registry);
    }

    /** Sends an event, or loses it. Returns at once in any case. */
    public void publish(DomainEvent event) {
        EventMetadata metadata = new EventMetadata(
                UuidCreator.getTimeOrderedEpoch(),
                EventStream.typeOf(event),
                source,
                clock.instant(),
                event.key(),
                traces.current());
        ProducerRecord<String, String> record =
                KafkaRecordMapper.toRecord(topics.of(EventStream.of(event)), metadata, EventJson.write(event));
        if (permits.tryAcquire()) {
            queue.add(record);
        } else {
            lose("too many are under way");
        }
    }

    private void run(BackgroundTask task) {
        while (true) {
            ProducerRecord<String, String> record = queue.poll();
            boolean taken = send(record == null ? await(task) : record);
            if (!taken && !task.isRunning()) {
                return;
            }
        }
    }

    private ProducerRecord<String, String> await(BackgroundTask task) {
        try {
            return task.interruptibly(queue::take);
        } catch (InterruptedException e) {
            throw new TaskStoppedException();
        }
    }

    /** Whether the producer has taken it; it may still be lost then. */
    private boolean send(ProducerRecord<String, String> record) {
        try {
            // A broker makes a topic that it does not have by itself, but not the way it should be.
            if (!topicsExist) {
                provisioner.createMissing();
                topicsExist = true;
            }
            kafka.send(record).whenComplete((_, failure) -> settle(failure));
            return true;
        } catch (RuntimeException e) {
            settle(e);
            return false;
        }
    }

    private void settle(@Nullable Throwable failure) {
        permits.release();
        if (failure != null) {
            topicsExist = false;
            lose(failure.toString());
        } else if (losing.compareAndSet(true, false)) {
            log.info("Kafka takes events again; {} were lost so far", (long) lost.count());
        }
    }

    private void lose(String why) {
        lost.increment();
        if (losing.compareAndSet(false, true)) {
            log.warn(
                    "Events that go straight to Kafka are lost, and counted as homedelivery.kafka.events.lost, until it takes"
                            + " them: {}",
                    why);
        }
    }

    @Override
    protected List<BackgroundTask> startTasks() {
        return List.of(BackgroundTask.start("best-effort-publisher", this::run));
    }
}
