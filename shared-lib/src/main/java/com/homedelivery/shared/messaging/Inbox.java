package com.homedelivery.shared.messaging;

import com.homedelivery.shared.event.EventMetadata;

/**
 * Remembers which events this service has acted on. The database's is there by itself; a service without a database
 * brings its own.
 */
public interface Inbox {

    /**
     * Runs the action unless the event was acted on before; what it does and that it did it become true together. What
     * the action throws is passed on, and then nothing happened.
     */
    void once(EventMetadata event, Runnable action);
}
