package com.homedelivery.shared.work;

import java.time.Duration;
import org.slf4j.Logger;

/**
 * Exponential backoff while a server does not answer, from 100 ms to 5 s by default; logs the first failure and the
 * recovery.
 */
public final class LoggedBackoff {

    private static final ExponentialBackoff DEFAULT_BACKOFF =
            new ExponentialBackoff(Duration.ofMillis(100), Duration.ofSeconds(5));

    private final Logger log;
    private final String name;
    private final ExponentialBackoff backoff;
    private int failures;

    public LoggedBackoff(Logger log, String name) {
        this(log, name, DEFAULT_BACKOFF);
    }

    public LoggedBackoff(Logger log, String name, ExponentialBackoff backoff) {
        this.log = log;
        this.name = name;
        this.backoff = backoff;
    }

    /** Another attempt has failed: how long to wait before the next. */
    public Duration failed(Throwable cause) {
        if (failures == 0) {
            log.warn("{}: trying again until it works: {}", name, rootOf(cause).toString());
        } else {
            log.debug("{}: still not working", name, cause);
        }
        return backoff.delay(failures++);
    }

    public void recovered() {
        if (failures > 0) {
            log.info("{}: works again", name);
            failures = 0;
        }
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
