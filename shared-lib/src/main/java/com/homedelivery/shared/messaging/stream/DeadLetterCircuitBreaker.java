package com.homedelivery.shared.messaging.stream;

/**
 * Counts the dead letters between two successes. One event may be at fault; when many in a row are, it is the program,
 * or something that it needs, and every further dead letter would be one more for an operator to retry.
 */
final class DeadLetterCircuitBreaker {

    private final int threshold;
    private int inARow;
    private volatile boolean open;

    /** @param threshold after so many dead letters in a row it opens */
    DeadLetterCircuitBreaker(int threshold) {
        this.threshold = threshold;
    }

    /** @return whether it opened by this */
    boolean deadLettered() {
        inARow++;
        boolean opened = !open && inARow >= threshold;
        open |= opened;
        return opened;
    }

    /** @return whether it closed by this */
    boolean succeeded() {
        boolean closed = open;
        inARow = 0;
        open = false;
        return closed;
    }

    boolean isOpen() {
        return open;
    }
}
