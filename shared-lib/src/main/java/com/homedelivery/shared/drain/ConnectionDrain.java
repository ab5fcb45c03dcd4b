package com.homedelivery.shared.drain;

import java.time.Duration;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;

/**
 * The time between being told to end and refusing connections. A client cannot know that the connection it has kept will be
 * closed in the moment it sends the next request over it, and whether the request was acted on then. So each answer says that
 * its connection is closed, as long as it takes until every connection has either been used once more or been given up as idle.
 */
public final class ConnectionDrain implements SmartLifecycle, ApplicationListener<ContextClosedEvent> {

    private final Duration time;
    private volatile boolean running;
    private volatile long drainingSince;
    private volatile boolean draining;

    /** @param time how long */
    public ConnectionDrain(Duration time) {
        this.time = time;
    }

    /** Whether clients are to close their connections. */
    public boolean isDraining() {
        return draining;
    }

    @Override
    public void start() {
        draining = false;
        running = true;
    }

    /** Before anything is stopped. */
    @Override
    public void onApplicationEvent(ContextClosedEvent closed) {
        beginDraining();
    }

    private synchronized void beginDraining() {
        if (!draining) {
            drainingSince = System.nanoTime();
            draining = true;
        }
    }

    /** Beside what else stops first, consumers and live connections; the web server stops later. */
    @Override
    public void stop(Runnable done) {
        beginDraining();
        Thread.ofVirtual().name("connection-drain").start(() -> {
            try {
                Thread.sleep(time.minusNanos(System.nanoTime() - drainingSince));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                running = false;
                done.run();
            }
        });
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
