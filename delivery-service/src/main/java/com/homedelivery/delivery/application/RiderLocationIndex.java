package com.homedelivery.delivery.application;

import com.homedelivery.shared.geo.GeoPoint;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Where riders are right now: those who are free, to find the nearest, and everybody's last position, fresher than the one in
 * the database. It may be lost or unavailable: the database knows who is on duty and roughly where, and each new position adds
 * its rider again. A rider who is busy by now may still be among the free ones, when two requests overtook each other or the
 * index was unavailable: whoever searches checks them against the database and removes those. No method fails; without an
 * answer nothing is found.
 */
public interface RiderLocationIndex {

    /** A position and when it was taken. */
    record Position(GeoPoint location, Instant at) {}

    void update(RiderPosition position);

    /** As {@link #update}, for a rider who is free: adds them to the free ones if necessary. */
    void updateFree(RiderPosition position);

    /** The last position of a rider, if it is not older than a few minutes. */
    Optional<Position> findPosition(UUID rider);

    /** Removes riders from the free ones. */
    void removeFree(Collection<UUID> riders);

    /**
     * Free riders in a circle, the nearest first.
     *
     * @param most how many at most; positive
     */
    List<UUID> findNearestFree(GeoPoint centre, double radiusKm, int most);
}
