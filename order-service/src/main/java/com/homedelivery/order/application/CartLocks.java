package com.homedelivery.order.application;

import java.util.UUID;

/**
 * Locks on carts that are being ordered. They are best effort and decide only which request waits for which: whether a cart
 * has become an order, the database knows.
 */
public interface CartLocks {

    /** What came of an attempt to lock a cart. */
    enum LockResult {
        /** The others wait until there is the order, or {@link #unlock}, or for some seconds. */
        ACQUIRED,
        HELD_BY_ANOTHER,
        /** The locks cannot be reached. */
        UNKNOWN
    }

    LockResult tryLock(UUID userId, long cartRevision);

    /** To be called by the request that has the lock, when no order came of it. */
    void unlock(UUID userId, long cartRevision);
}
