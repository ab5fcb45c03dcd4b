package com.homedelivery.delivery.application;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/** The last position of each rider, in the database. */
public interface RiderPositionStore {

    /**
     * Writes positions in one statement. Each replaces only an earlier one; riders whose rows are locked are left out.
     *
     * @param positions at most one a rider; of riders that are known
     * @param now when samples are taken
     * @param notSampledSince a sample is due of a rider of whom none was taken since then
     */
    Written write(Collection<RiderPosition> positions, Instant now, Instant notSampledSince);

    /**
     * What became of the positions.
     *
     * @param settled the riders whose positions need not be written again: they were, or a later one was there
     * @param sampled those of them whose positions are samples
     */
    record Written(Set<UUID> settled, Set<UUID> sampled) {}
}
