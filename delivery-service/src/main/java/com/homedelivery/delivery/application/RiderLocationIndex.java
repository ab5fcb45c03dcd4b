package com.homedelivery.delivery.application;

import com.homedelivery.shared.geo.GeoPoint;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Where riders are this very moment: those who are free, to find the nearest, and everybody's last position, fresher than
 * the one in the database. It may be lost or away: the database knows who is on duty and roughly where, and each new
 * position puts its rider into it again. Somebody who is busy by now may still be among those who are free, when two
 * requests overtook each other or the index was away: who looks for riders asks the database, and takes those out. No
 * method fails; without an answer nothing is found.
 */
public interface RiderLocationIndex {

    /** A position and when it was taken. */
    record Position(GeoPoint location, Instant at) {}

    /** A rider has moved. */
    void move(RiderPosition position);

    /** A rider who is free has moved: is added to those who are free, or moved among them. */
    void moveFree(RiderPosition position);

    /** Where a rider was last seen, if that was lately. */
    Optional<Position> positionOf(UUID rider);

    /** Takes riders out of those who are free. */
    void removeFree(Collection<UUID> riders);

    /**
     * Free riders in a circle, the nearest first.
     *
     * @param most how many at most; positive
     */
    List<UUID> nearestFree(GeoPoint centre, double radiusKm, int most);
}
