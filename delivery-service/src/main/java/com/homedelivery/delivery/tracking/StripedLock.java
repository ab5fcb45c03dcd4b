package com.homedelivery.delivery.tracking;

import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Locks by order, which keep an update from being sent between the snapshot for a new subscriber and the registration of the
 * subscription: it would be lost, or arrive before the snapshot.
 */
@Component
class StripedLock {

    private final Lock[] locks = Stream.generate(ReentrantLock::new).limit(64).toArray(Lock[]::new);

    Lock of(UUID orderId) {
        return locks[Math.floorMod(orderId.hashCode(), locks.length)];
    }
}
