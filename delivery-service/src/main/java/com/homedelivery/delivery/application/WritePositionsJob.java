package com.homedelivery.delivery.application;

import com.homedelivery.delivery.DeliveryProperties;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Writes positions to the database every few seconds, and once more when the service stops. */
@Component
class WritePositionsJob implements SmartLifecycle {

    /** It stops after the web server, which receives positions, and before the publishers of events (1000). */
    private static final int SHUTDOWN_PHASE = 1_100;

    private static final Logger log = LoggerFactory.getLogger(WritePositionsJob.class);

    private final WritePositions write;
    private final Clock clock;
    private boolean failing;
    private volatile Instant writtenAt;
    private volatile boolean running;

    WritePositionsJob(WritePositions write, Clock clock, MeterRegistry metrics) {
        this.write = write;
        this.clock = clock;
        this.writtenAt = clock.instant();
        TimeGauge.builder("homedelivery.delivery.positions.written.age", this::seconds, TimeUnit.SECONDS)
                .description("Time since positions were last written to the database without a failure")
                .register(metrics);
    }

    @Scheduled(fixedDelayString = DeliveryProperties.FLUSH_INTERVAL)
    synchronized void run() {
        try {
            write.writeAll();
            writtenAt = clock.instant();
            if (failing) {
                log.info("Positions are written to the database again");
            }
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                log.warn(
                        "Positions are buffered in memory, the last one of each rider, until they can be written: {}",
                        e.toString());
            }
            failing = true;
        }
    }

    private long seconds() {
        return Duration.between(writtenAt, clock.instant()).toSeconds();
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        run();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return SHUTDOWN_PHASE;
    }
}
