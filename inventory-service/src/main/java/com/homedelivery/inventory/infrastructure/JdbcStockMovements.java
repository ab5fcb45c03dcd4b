package com.homedelivery.inventory.infrastructure;

import com.homedelivery.inventory.application.ChangeCause;
import com.homedelivery.inventory.application.StockMovements;
import com.homedelivery.inventory.domain.MovementKind;
import com.homedelivery.inventory.domain.StockMovement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** In the table {@code stock_movements}, which refuses changes. */
@Component
class JdbcStockMovements implements StockMovements {

    private static final String INSERT = """
            insert into stock_movements
                (product_id, kind, quantity_change, reserved_change, order_id, actor, reason, at)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String PAGE = """
            select id, product_id, kind, quantity_change, reserved_change, order_id, actor, reason, at
            from stock_movements where product_id = ? order by id desc offset ? limit ?
            """;
    private static final String COUNT = "select count(*) from stock_movements where product_id = ?";

    private final JdbcTemplate jdbc;

    JdbcStockMovements(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
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
            row.setString(7, cause.reason());
            row.setTimestamp(8, Timestamp.from(at));
        });
    }

    @Override
    public List<RecordedMovement> find(UUID productId, int offset, int limit) {
        return jdbc.query(PAGE, (row, _) -> movementOf(row), productId, offset, limit);
    }

    @Override
    public long count(UUID productId) {
        return Objects.requireNonNull(jdbc.queryForObject(COUNT, Long.class, productId));
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
                new ChangeCause(row.getString("actor"), row.getString("reason")),
                row.getTimestamp("at").toInstant());
    }
}
