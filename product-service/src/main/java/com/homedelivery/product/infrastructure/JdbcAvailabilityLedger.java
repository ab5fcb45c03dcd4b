package com.homedelivery.product.infrastructure;

import com.homedelivery.product.application.AvailabilityLedger;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Whoever writes raises the revision first, as whoever writes products does, so that they wait for each other nowhere crosswise. */
@Component
class JdbcAvailabilityLedger implements AvailabilityLedger {

    private final JdbcClient jdbc;

    JdbcAvailabilityLedger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional
    public void record(UUID productId, int available, long version, Instant changedAt) {
        boolean isOld = jdbc.sql("select exists (select from product_availability"
                        + " where product_id = :id and available is not null and version >= :version)")
                .param("id", productId)
                .param("version", version)
                .query(Boolean.class)
                .single();
        if (isOld) {
            return;
        }
        raiseRevision();
        jdbc.sql("""
                        insert into product_availability as known (product_id, available, version, changed_at)
                        values (:id, :available, :version, :changedAt)
                        on conflict (product_id) do update
                        set available = excluded.available, version = excluded.version, changed_at = excluded.changed_at
                        where known.available is null or known.version < excluded.version
                        """)
                .param("id", productId)
                .param("available", available)
                .param("version", version)
                .param("changedAt", Timestamp.from(changedAt))
                .update();
    }

    @Override
    public List<UUID> unknown(int limit) {
        return jdbc.sql(
                        "select product_id from product_availability where available is null order by product_id limit :limit")
                .param("limit", limit)
                .query(UUID.class)
                .list();
    }

    @Override
    @Transactional
    public void learn(Map<UUID, Integer> available, Instant now) {
        raiseRevision();
        jdbc.sql("""
                        update product_availability known
                        set available = learnt.available, changed_at = :now
                        from unnest(:ids, :levels) as learnt (product_id, available)
                        where known.product_id = learnt.product_id and known.available is null
                        """)
                .param("ids", available.keySet().toArray(UUID[]::new))
                .param("levels", available.values().toArray(Integer[]::new))
                .param("now", Timestamp.from(now))
                .update();
    }

    private void raiseRevision() {
        jdbc.sql("update catalogue_revision set revision = revision + 1").update();
    }
}
