package com.homedelivery.product.application;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the catalogue has heard of the stock. A change of it is a change of the catalogue. */
public interface AvailabilityLedger {

    /**
     * Records what the stock has told of a product, which the catalogue need not have yet. In the caller's transaction.
     *
     * @param available 0 to {@value Availability#MAX_SHOWN}
     * @param version what was told with a larger one, or with this one, stays
     */
    void record(UUID productId, int available, long version, Instant changedAt);

    /** Products of which the stock has told nothing. */
    List<UUID> unknown(int limit);

    /**
     * Records what the stock has answered, for those products of which it has told nothing meanwhile.
     *
     * @param available 0 to {@value Availability#MAX_SHOWN}, by product
     */
    void learn(Map<UUID, Integer> available, Instant now);
}
