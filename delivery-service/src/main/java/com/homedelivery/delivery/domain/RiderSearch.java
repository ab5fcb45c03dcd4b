package com.homedelivery.delivery.domain;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Duration;
import java.time.Instant;

/** How the search for the rider of a {@link Delivery} is going. It begins anew when a rider loses the delivery. */
@Embeddable
class RiderSearch {

    @Column(name = "search_round")
    private int round;

    @Column(name = "searching_since")
    private Instant since;

    @Column(name = "look_again_at")
    private Instant nextAt;

    private boolean overdue;

    protected RiderSearch() {}

    RiderSearch(Instant now) {
        since = now;
        nextAt = now;
    }

    void widen() {
        round++;
    }

    void continueAt(Instant next) {
        nextAt = next;
    }

    /**
     * Notes that the search takes too long.
     *
     * @return whether that is so and was not noted before
     */
    boolean becomesOverdue(Duration limit, Instant now) {
        if (overdue || now.isBefore(since.plus(limit))) {
            return false;
        }
        overdue = true;
        return true;
    }

    /** How often the circle was widened. */
    int round() {
        return round;
    }

    Instant since() {
        return since;
    }

    Instant nextAt() {
        return nextAt;
    }

    boolean isOverdue() {
        return overdue;
    }
}
