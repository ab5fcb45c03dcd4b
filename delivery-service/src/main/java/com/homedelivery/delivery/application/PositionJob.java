package com.homedelivery.delivery.application;

import com.homedelivery.delivery.DeliveryProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Writes down every few seconds where riders are, and once more when the service stops. */
@Component
class PositionJob implements SmartLifecycle {

    /** It stops after the web server, through which positions come, and before what carries events away (1000). */
    private static final int PHASE = 1_100;

    private static final Logger log = LoggerFactory.getLogger(PositionJob.class);

    private final WritePositions write;
    private boolean failing;
    private volatile boolean running;

    PositionJob(WritePositions write) {
        this.write = write;
    }

    @Scheduled(fixedDelayString = DeliveryProperties.KEEP_LOCATIONS_EVERY)
    synchronized void run() {
        try {
            write.all();
            if (failing) {
                log.info("Positions are written down again");
            }
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                log.warn(
                        "Positions wait in memory, the last one of each rider, until they can be written: {}",
                        e.toString());
            }
            failing = true;
        }
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
        return PHASE;
    }
}
