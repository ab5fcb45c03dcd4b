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
 * Finds the free riders who are nearest to a store. The index proposes, the database decides; and when the index
 * has too few, because it was lost or nobody is there, the database is asked for the neighbourhood itself.
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
    record Nearby(UUID riderId, double distanceKm) {}

    /** At most so many riders who can be asked, the nearest first. */
    List<Nearby> find(GeoPoint store, double radiusKm, int wanted, Set<UUID> notToBeAsked, Instant now) {
        List<Nearby> nearby = choose(
                inTheIndex(store, radiusKm, wanted + notToBeAsked.size() + RESERVE, now),
                store,
                radiusKm,
                wanted,
                notToBeAsked);
        if (nearby.size() == wanted) {
            return nearby;
        }
        return choose(
                inTheBooks(store, radiusKm, wanted + notToBeAsked.size() + RESERVE, now),
                store,
                radiusKm,
                wanted,
                notToBeAsked);
    }

    /** Whether any rider can be asked, about whatever delivery, in the band of latitude that holds the circle. */
    boolean isAnybodyIn(GeoPoint store, double radiusKm, Instant now) {
        return !inTheBooks(store, radiusKm, 1, now).isEmpty();
    }

    private List<FreeRider> inTheIndex(GeoPoint store, double radiusKm, int most, Instant now) {
        List<UUID> proposed = locations.nearestFree(store, radiusKm, most);
        if (proposed.isEmpty()) {
            return List.of();
        }
        List<FreeRider> free = riders.freeAmong(proposed, seenSince(now), now);
        Set<UUID> wronglyThere = new HashSet<>(proposed);
        free.forEach(rider -> wronglyThere.remove(rider.id()));
        locations.removeFree(wronglyThere);
        return free;
    }

    private List<FreeRider> inTheBooks(GeoPoint store, double radiusKm, int most, Instant now) {
        double band = radiusKm / KM_PER_DEGREE;
        return riders.freeBetween(
                store.lat() - band,
                store.lat() + band,
                store.lat(),
                store.lng(),
                seenSince(now),
                properties.dispatch().openOffersPerRider(),
                now,
                Limit.of(most));
    }

    private List<Nearby> choose(
            List<FreeRider> free, GeoPoint store, double radiusKm, int wanted, Set<UUID> notToBeAsked) {
        return free.stream()
                .filter(rider -> !notToBeAsked.contains(rider.id()))
                .filter(rider -> rider.openOffers() < properties.dispatch().openOffersPerRider())
                .map(rider -> new Nearby(rider.id(), rider.location().distanceKmTo(store)))
                .filter(rider -> rider.distanceKm() <= radiusKm)
                .sorted(Comparator.comparingDouble(Nearby::distanceKm))
                .limit(wanted)
                .toList();
    }

    private Instant seenSince(Instant now) {
        return now.minus(properties.riders().silentAfter());
    }
}
