package com.homedelivery.delivery.infrastructure;

import com.homedelivery.delivery.application.RiderPosition;
import com.homedelivery.delivery.application.RiderPositionStore;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/**
 * Positions in the riders' rows. Their version stays as it is: whoever changes a rider holds the lock on the row, and rows
 * that are locked are skipped here.
 */
@Component
class JdbcRiderPositionStore implements RiderPositionStore {

    private static final String WRITE = """
            with latest as (
                select * from unnest(:riders, :lats, :lngs, :seenAts) as p (id, lat, lng, seen_at)),
            free as (
                select r.id from riders r join latest l on l.id = r.id for no key update of r skip locked),
            written as (
                update riders r set lat = l.lat, lng = l.lng, located_at = l.seen_at,
                    sampled_at = case when r.sampled_at > :notSampledSince then r.sampled_at else :now end
                from latest l join free f on f.id = l.id
                where r.id = l.id and (r.located_at is null or r.located_at < l.seen_at)
                returning r.id, r.sampled_at)
            select f.id, coalesce(w.sampled_at = :now, false) as sampled from free f left join written w on w.id = f.id
            """;

    private final JdbcClient jdbc;

    JdbcRiderPositionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Written write(Collection<RiderPosition> positions, Instant now, Instant notSampledSince) {
        Set<UUID> settled = new HashSet<>();
        Set<UUID> sampled = new HashSet<>();
        jdbc.sql(WRITE)
                .param("riders", array("uuid", positions, RiderPosition::riderId))
                .param(
                        "lats",
                        array(
                                "float8",
                                positions,
                                position -> position.location().lat()))
                .param(
                        "lngs",
                        array(
                                "float8",
                                positions,
                                position -> position.location().lng()))
                .param("seenAts", array("timestamptz", positions, RiderPosition::seenAt))
                .param("now", Timestamp.from(now))
                .param("notSampledSince", Timestamp.from(notSampledSince))
                .query(row -> {
                    UUID rider = row.getObject("id", UUID.class);
                    settled.add(rider);
                    if (row.getBoolean("sampled")) {
                        sampled.add(rider);
                    }
                });
        return new Written(settled, sampled);
    }

    /** The values as PostgreSQL reads them from text; an instant is in UTC then. */
    private static SqlArrayValue array(
            String type, Collection<RiderPosition> positions, Function<RiderPosition, Object> value) {
        return new SqlArrayValue(
                type, positions.stream().map(value).map(Object::toString).toArray());
    }
}
