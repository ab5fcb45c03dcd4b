package com.homedelivery.delivery.infrastructure;

import com.homedelivery.delivery.application.RiderLocationIndex;
import com.homedelivery.delivery.application.RiderPosition;
import com.homedelivery.shared.geo.GeoPoint;
import com.homedelivery.shared.redis.BestEffortRedis;
import io.lettuce.core.GeoArgs;
import io.lettuce.core.GeoSearch;
import io.lettuce.core.GeoWithin;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.SetArgs;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** A geospatial index of riders who are free, and a key for each rider's last position: latitude, longitude, milliseconds. */
@Component
class RedisRiderLocationIndex implements RiderLocationIndex {

    private static final String FREE_RIDERS = "delivery:riders:free";
    private static final String POSITION = "delivery:riders:position:";
    /** The limit of Redis' geospatial commands (EPSG:3857). */
    private static final double MAX_LATITUDE = 85.05;

    /** A position that is older than this is read from the database. */
    private static final Duration POSITION_TTL = Duration.ofMinutes(10);

    private final BestEffortRedis redis;

    RedisRiderLocationIndex(BestEffortRedis redis) {
        this.redis = redis;
    }

    @Override
    public void update(RiderPosition position) {
        redis.executeTogether(commands -> set(position, commands));
    }

    @Override
    public void updateFree(RiderPosition position) {
        GeoPoint at = position.location();
        if (!isIndexable(at)) {
            update(position);
            return;
        }
        redis.executeTogether(commands -> {
            set(position, commands);
            return commands.geoadd(
                    FREE_RIDERS, at.lng(), at.lat(), position.riderId().toString());
        });
    }

    /** As {@link #update}, together with other commands. */
    RedisFuture<String> set(RiderPosition position, RedisClusterAsyncCommands<String, String> commands) {
        GeoPoint at = position.location();
        return commands.set(
                POSITION + position.riderId(),
                at.lat() + " " + at.lng() + " " + position.seenAt().toEpochMilli(),
                SetArgs.Builder.px(POSITION_TTL));
    }

    @Override
    public Optional<Position> findPosition(UUID rider) {
        return redis.execute(commands -> commands.get(POSITION + rider)).map(RedisRiderLocationIndex::parse);
    }

    private static Position parse(String position) {
        String[] parts = position.split(" ", 3);
        return new Position(
                new GeoPoint(Double.parseDouble(parts[0]), Double.parseDouble(parts[1])),
                Instant.ofEpochMilli(Long.parseLong(parts[2])));
    }

    @Override
    public void removeFree(Collection<UUID> riders) {
        if (!riders.isEmpty()) {
            String[] members = riders.stream().map(UUID::toString).toArray(String[]::new);
            redis.execute(commands -> commands.zrem(FREE_RIDERS, members));
        }
    }

    @Override
    public List<UUID> findNearestFree(GeoPoint centre, double radiusKm, int most) {
        if (!isIndexable(centre)) {
            return List.of();
        }
        return redis
                .execute(commands -> commands.geosearch(
                        FREE_RIDERS,
                        GeoSearch.fromCoordinates(centre.lng(), centre.lat()),
                        GeoSearch.byRadius(radiusKm, GeoArgs.Unit.km),
                        GeoArgs.Builder.count(most).asc()))
                .orElse(List.of())
                .stream()
                .map(GeoWithin::getMember)
                .map(UUID::fromString)
                .toList();
    }

    private static boolean isIndexable(GeoPoint point) {
        return Math.abs(point.lat()) <= MAX_LATITUDE;
    }
}
