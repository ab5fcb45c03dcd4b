package com.homedelivery.delivery.tracking;

import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Keeps an update from coming between the moment in which a new watcher is told the current state and the moment in
 * which their subscription stands: it would be lost, or come before the state that it changes.
 */
@Component
class StripedLock {

    private final Lock[] turns = Stream.generate(ReentrantLock::new).limit(64).toArray(Lock[]::new);

    Lock of(UUID orderId) {
        return turns[Math.floorMod(orderId.hashCode(), turns.length)];
    }
}
