package com.homedelivery.inventory.infrastructure;

import com.homedelivery.inventory.application.Batches;
import com.homedelivery.inventory.domain.Batch;
import com.homedelivery.inventory.domain.BatchMovement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** In the tables {@code stock_batches} and {@code batch_movements}. */
@Component
class JdbcBatches implements Batches {

    private static final String SELECT =
            "select id, product_id, receipt, lot, expires_on, received, quantity, expired from stock_batches ";
    private static final String SAVE = """
            insert into stock_batches (id, product_id, receipt, lot, expires_on, received, quantity, expired, created_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (id) do update set quantity = excluded.quantity, expired = excluded.expired
            """;
    private static final String MOVE = """
            insert into batch_movements (batch_id, kind, quantity_change, order_id, at) values (?, ?, ?, ?, ?)
            """;

    private final JdbcTemplate jdbc;
    private final JdbcClient client;

    JdbcBatches(JdbcTemplate jdbc, JdbcClient client) {
        this.jdbc = jdbc;
        this.client = client;
    }

    @Override
    public List<Batch> find(Collection<UUID> productIds, Collection<UUID> named) {
        return client.sql(SELECT + """
                        where product_id = any(:products) and (quantity > 0 or receipt is null) or id = any(:named)
                        """)
                .param("products", productIds.toArray(UUID[]::new))
                .param("named", named.toArray(UUID[]::new))
                .query((row, _) -> batchOf(row))
                .list();
    }

    @Override
    public Map<UUID, Map<UUID, Integer>> takenBy(Collection<UUID> orderIds) {
        Map<UUID, Map<UUID, Integer>> taken = new HashMap<>();
        if (!orderIds.isEmpty()) {
            client.sql("""
                            select order_id, batch_id, -sum(quantity_change) as units from batch_movements
                            where order_id = any(:orders) group by order_id, batch_id
                            having sum(quantity_change) < 0 order by min(id)
                            """).param("orders", orderIds.toArray(UUID[]::new)).query(row -> {
                taken.computeIfAbsent(row.getObject("order_id", UUID.class), _ -> new LinkedHashMap<>())
                        .put(row.getObject("batch_id", UUID.class), row.getInt("units"));
            });
        }
        return taken;
    }

    @Override
    public void save(Collection<Batch> batches, List<BatchMovement> movements, Instant at) {
        if (!batches.isEmpty()) {
            jdbc.batchUpdate(SAVE, batches, batches.size(), (row, batch) -> {
                row.setObject(1, batch.id());
                row.setObject(2, batch.productId());
                row.setString(3, batch.receipt());
                row.setString(4, batch.lot());
                row.setObject(5, batch.expiresOn());
                row.setInt(6, batch.received());
                row.setInt(7, batch.quantity());
                row.setBoolean(8, batch.expired());
                row.setTimestamp(9, Timestamp.from(at));
            });
        }
        if (!movements.isEmpty()) {
            jdbc.batchUpdate(MOVE, movements, movements.size(), (row, movement) -> {
                row.setObject(1, movement.batchId());
                row.setString(2, movement.kind().name());
                row.setInt(3, movement.quantityChange());
                row.setObject(4, movement.orderId());
                row.setTimestamp(5, Timestamp.from(at));
            });
        }
    }

    @Override
    public Optional<Batch> find(UUID batchId) {
        return client.sql(SELECT + "where id = ?")
                .param(batchId)
                .query((row, _) -> batchOf(row))
                .optional();
    }

    @Override
    public List<Batch> ofProduct(UUID productId) {
        return client.sql(SELECT + "where product_id = ? and quantity > 0 order by expires_on, id")
                .param(productId)
                .query((row, _) -> batchOf(row))
                .list();
    }

    @Override
    public List<Batch> expiringBy(LocalDate last, int offset, int limit) {
        return client.sql(SELECT + "where quantity > 0 and expires_on <= ? order by expires_on, id offset ? limit ?")
                .params(last, offset, limit)
                .query((row, _) -> batchOf(row))
                .list();
    }

    @Override
    public long countExpiringBy(LocalDate last) {
        return client.sql("select count(*) from stock_batches where quantity > 0 and expires_on <= ?")
                .param(last)
                .query(Long.class)
                .single();
    }

    @Override
    public List<UUID> productsToExpire(LocalDate day, int most) {
        return client.sql("""
                        select distinct product_id from stock_batches
                        where quantity > 0 and not expired and expires_on < ? limit ?
                        """).params(day, most).query(UUID.class).list();
    }

    @Override
    public List<Batch> ofReceipt(String number) {
        return client.sql(SELECT + "where receipt = ? order by id")
                .param(number)
                .query((row, _) -> batchOf(row))
                .list();
    }

    private static Batch batchOf(ResultSet row) throws SQLException {
        return new Batch(
                row.getObject("id", UUID.class),
                row.getObject("product_id", UUID.class),
                row.getString("receipt"),
                row.getString("lot"),
                row.getObject("expires_on", LocalDate.class),
                row.getInt("received"),
                row.getInt("quantity"),
                row.getBoolean("expired"));
    }
}
