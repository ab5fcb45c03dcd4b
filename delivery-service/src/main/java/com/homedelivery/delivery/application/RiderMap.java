package com.homedelivery.delivery.application;

import com.homedelivery.delivery.DeliveryProperties;
import com.homedelivery.shared.geo.GeoPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.geo.Distance;
import org.springframework.data.geo.Metrics;
import org.springframework.data.geo.Point;
import org.springframework.data.redis.connection.RedisGeoCommands.GeoSearchCommandArgs;
import org.springframework.data.redis.domain.geo.GeoReference;
import org.springframework.stereotype.Component;

/**
 * Where riders are this very moment, in Redis: a map of those who are free, to find the nearest, and everybody's last
 * position, fresher than the one in the database. It may be lost: the database knows who is on duty and roughly where,
 * and each new position puts its rider on the map again.
 */
@Component
class RiderMap {

    private static final String FREE_RIDERS = "delivery:riders:free";
    private static final String POSITION = "delivery:riders:position:";
    /** Redis' map ends here, as the web's maps do (EPSG:3857). */
    private static final double HIGHEST_LATITUDE = 85.05;

    private final PatientRedis redis;
    private final Duration positionKept;

    RiderMap(PatientRedis redis, DeliveryProperties properties) {
        this.redis = redis;
        this.positionKept = properties.keepPositions();
    }

    /** A position and when it was taken. */
    record Position(GeoPoint location, Instant at) {

        private static Position parse(String text) {
            String[] parts = text.split(" ", 3);
            return new Position(
                    new GeoPoint(Double.parseDouble(parts[0]), Double.parseDouble(parts[1])),
                    Instant.ofEpochMilli(Long.parseLong(parts[2])));
        }

        private String text() {
            return location.lat() + " " + location.lng() + " " + at.toEpochMilli();
        }
    }

    /** A rider has moved. */
    void move(UUID rider, GeoPoint to, Instant at) {
        redis.tell(r -> r.opsForValue().set(POSITION + rider, new Position(to, at).text(), positionKept));
    }

    /** Where a rider was last seen, if that was lately. */
    Optional<Position> positionOf(UUID rider) {
        return redis.ask(r -> r.opsForValue().get(POSITION + rider)).map(Position::parse);
    }

    /** Puts a rider on the map of those who are free. */
    void place(UUID rider, GeoPoint at) {
        if (Math.abs(at.lat()) <= HIGHEST_LATITUDE) {
            redis.tell(r -> r.opsForGeo().add(FREE_RIDERS, new Point(at.lng(), at.lat()), rider.toString()));
        }
    }

    void takeOff(Collection<UUID> riders) {
        if (!riders.isEmpty()) {
            Object[] names = riders.stream().map(UUID::toString).toArray();
            redis.tell(r -> r.opsForZSet().remove(FREE_RIDERS, names));
        }
    }

    /** Riders in a circle, the nearest first; none when the map is lost. */
    List<UUID> nearest(GeoPoint centre, double radiusKm, int most) {
        if (Math.abs(centre.lat()) > HIGHEST_LATITUDE) {
            return List.of();
        }
        return redis.ask(r -> r.opsForGeo()
                        .search(
                                FREE_RIDERS,
                                GeoReference.fromCoordinate(centre.lng(), centre.lat()),
                                new Distance(radiusKm, Metrics.KILOMETERS),
                                GeoSearchCommandArgs.newGeoSearchArgs()
                                        .sortAscending()
                                        .limit(most)))
                .map(found -> found.getContent().stream()
                        .map(result -> UUID.fromString(result.getContent().getName()))
                        .toList())
                .orElse(List.of());
    }
}
