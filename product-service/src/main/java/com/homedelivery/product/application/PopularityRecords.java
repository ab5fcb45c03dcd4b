package com.homedelivery.product.application;

import java.time.Instant;
import java.util.List;

/** Keeps how much each product is in demand, for searches. */
public interface PopularityRecords {

    /**
     * Claims the next refresh for one of the instances.
     *
     * @param leaseEnd when it is due again, should nothing come of it
     * @return whether it was due, and is this instance's now
     */
    boolean claim(Instant now, Instant leaseEnd);

    /**
     * Replaces all that is known.
     *
     * @param next when the next refresh is due
     */
    void replace(List<Popularity> popularity, Instant next);
}
