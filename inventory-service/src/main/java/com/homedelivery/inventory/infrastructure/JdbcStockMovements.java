package com.homedelivery.inventory.infrastructure;

import com.homedelivery.inventory.application.ChangeCause;
import com.homedelivery.inventory.application.StockMovements;
import com.homedelivery.inventory.domain.MovementKind;
import com.homedelivery.inventory.domain.MovementReason;
import com.homedelivery.inventory.domain.StockMovement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** In the table {@code stock_movements}, which refuses changes. */
@Component
class JdbcStockMovements implements StockMovements {

    private static final String INSERT = """
            insert into stock_movements
                (product_id, kind, quantity_change, reserved_change, order_id, actor, reason_code, reason, reference, at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String COLUMNS =
            "id, product_id, kind, quantity_change, reserved_change, order_id, actor, reason_code, reason, reference, at";

    private final JdbcTemplate jdbc;
    private final JdbcClient client;

    JdbcStockMovements(JdbcTemplate jdbc, JdbcClient client) {
        this.jdbc = jdbc;
        this.client = client;
    }

    @Override
    public void record(List<StockMovement> movements, ChangeCause cause, Instant at) {
        if (movements.isEmpty()) {
            return;
        }
        jdbc.batchUpdate(INSERT, movements, movements.size(), (row, movement) -> {
            row.setObject(1, movement.productId());
            row.setString(2, movement.kind().name());
            row.setInt(3, movement.quantityChange());
            row.setInt(4, movement.reservedChange());
            row.setObject(5, movement.orderId());
            row.setString(6, cause.actor());
            row.setString(7, cause.code().name());
            row.setString(8, cause.reason());
            row.setString(9, cause.reference());
            row.setTimestamp(10, Timestamp.from(at));
        });
    }

    @Override
    public List<RecordedMovement> find(Filter filter, int offset, int limit) {
        Where where = Where.of(filter);
        return client.sql("select " + COLUMNS + " from stock_movements " + where + " order by id desc offset ? limit ?")
                .params(where.parameters())
                .params(List.of(offset, limit))
                .query((row, _) -> movementOf(row))
                .list();
    }

    @Override
    public long count(Filter filter) {
        Where where = Where.of(filter);
        return client.sql("select count(*) from stock_movements " + where)
                .params(where.parameters())
                .query(Long.class)
                .single();
    }

    /** The conditions that a filter makes, and their parameters in the same order. */
    private record Where(List<String> conditions, List<Object> parameters) {

        static Where of(Filter filter) {
            Where where = new Where(new ArrayList<>(), new ArrayList<>());
            where.add("product_id = ?", filter.productId());
            where.add("kind = ?", filter.kind() == null ? null : filter.kind().name());
            where.add(
                    "reason_code = ?",
                    filter.reason() == null ? null : filter.reason().name());
            where.add(
                    "order_id is null and actor = ?",
                    filter.person() == null ? null : filter.person().toString());
            where.add("reference = ?", filter.reference());
            where.add("at >= ?", filter.from() == null ? null : Timestamp.from(filter.from()));
            where.add("at < ?", filter.to() == null ? null : Timestamp.from(filter.to()));
            return where;
        }

        private void add(String condition, @Nullable Object parameter) {
            if (parameter != null) {
                conditions.add(condition);
                parameters.add(parameter);
            }
        }

        @Override
        public String toString() {
            return conditions.isEmpty() ? "" : "where " + String.join(" and ", conditions);
        }
    }

    private static RecordedMovement movementOf(ResultSet row) throws SQLException {
        return new RecordedMovement(
                row.getLong("id"),
                new StockMovement(
                        row.getObject("product_id", UUID.class),
                        MovementKind.valueOf(row.getString("kind")),
                        row.getInt("quantity_change"),
                        row.getInt("reserved_change"),
                        row.getObject("order_id", UUID.class)),
                new ChangeCause(
                        row.getString("actor"),
                        MovementReason.valueOf(row.getString("reason_code")),
                        row.getString("reason"),
                        row.getString("reference")),
                row.getTimestamp("at").toInstant());
    }
}
