package com.homedelivery.delivery.application;

import com.homedelivery.delivery.DeliveryProperties;
import com.homedelivery.delivery.domain.FreeRider;
import com.homedelivery.delivery.domain.Riders;
import com.homedelivery.shared.geo.GeoPoint;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/**
 * Finds the free riders who are nearest to a store. Those in the index are checked against the database; when it has too few,
 * because it was lost or nobody is there, the database is searched instead.
 */
@Component
class NearestRiders {

    private static final double KM_PER_DEGREE = 111.2;
    /** More than are wanted, as some of those in the index will turn out busy. */
    private static final int RESERVE = 20;

    private final RiderLocationIndex locations;
    private final Riders riders;
    private final DeliveryProperties properties;

    NearestRiders(RiderLocationIndex locations, Riders riders, DeliveryProperties properties) {
        this.locations = locations;
        this.riders = riders;
        this.properties = properties;
    }

    /** A rider who can be asked. */
    record Candidate(UUID riderId, double distanceKm) {}

    /** At most so many riders who can be asked, the nearest first. */
    List<Candidate> find(GeoPoint store, double radiusKm, int wanted, Set<UUID> excluded, Instant now) {
        List<Candidate> candidates = choose(
                fromIndex(store, radiusKm, wanted + excluded.size() + RESERVE, now), store, radiusKm, wanted, excluded);
        if (candidates.size() == wanted) {
            return candidates;
        }
        return choose(
                fromDatabase(store, radiusKm, wanted + excluded.size() + RESERVE, now),
                store,
                radiusKm,
                wanted,
                excluded);
    }

    /** Whether any rider can be asked, about any delivery, in the band of latitude around the circle. */
    boolean isAnyAvailable(GeoPoint store, double radiusKm, Instant now) {
        return !fromDatabase(store, radiusKm, 1, now).isEmpty();
    }

    private List<FreeRider> fromIndex(GeoPoint store, double radiusKm, int most, Instant now) {
        List<UUID> proposed = locations.findNearestFree(store, radiusKm, most);
        if (proposed.isEmpty()) {
            return List.of();
        }
        List<FreeRider> free = riders.findFreeByIds(proposed, seenSince(now), now);
        Set<UUID> stale = new HashSet<>(proposed);
        free.forEach(rider -> stale.remove(rider.id()));
        locations.removeFree(stale);
        return free;
    }

    private List<FreeRider> fromDatabase(GeoPoint store, double radiusKm, int most, Instant now) {
        double band = radiusKm / KM_PER_DEGREE;
        return riders.findFreeInLatitudeBand(
                store.lat() - band,
                store.lat() + band,
                store.lat(),
                store.lng(),
                seenSince(now),
                properties.dispatch().openOffersPerRider(),
                now,
                Limit.of(most));
    }

    private List<Candidate> choose(
            List<FreeRider> free, GeoPoint store, double radiusKm, int wanted, Set<UUID> excluded) {
        return free.stream()
                .filter(rider -> !excluded.contains(rider.id()))
                .filter(rider -> rider.openOffers() < properties.dispatch().openOffersPerRider())
                .map(rider -> new Candidate(rider.id(), rider.location().distanceKmTo(store)))
                .filter(rider -> rider.distanceKm() <= radiusKm)
                .sorted(Comparator.comparingDouble(Candidate::distanceKm))
                .limit(wanted)
                .toList();
    }

    private Instant seenSince(Instant now) {
        return now.minus(properties.riders().maxPositionAge());
    }
}
