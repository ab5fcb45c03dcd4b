package com.homedelivery.inventory.infrastructure;

import com.homedelivery.inventory.application.StockTakes;
import com.homedelivery.inventory.domain.StockCount;
import com.homedelivery.inventory.domain.StockTake;
import com.homedelivery.inventory.domain.StockTakeStatus;
import com.homedelivery.shared.api.error.ConflictException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** In the tables {@code stock_takes} and {@code stock_take_lines}. */
@Component
class JdbcStockTakes implements StockTakes {

    private static final String SELECT = "select * from stock_takes ";
    private static final String COUNTS =
            "select product_id, expected, counted, counted_by, counted_at from stock_take_lines ";

    private final JdbcTemplate jdbc;
    private final JdbcClient client;

    JdbcStockTakes(JdbcTemplate jdbc, JdbcClient client) {
        this.jdbc = jdbc;
        this.client = client;
    }

    @Override
    public void add(StockTake take) {
        client.sql("""
                        insert into stock_takes (id, status, note, opened_by, opened_at)
                        values (:id, :status, :note, :by, :at)
                        """)
                .param("id", take.id())
                .param("status", take.status().name())
                .param("note", take.note())
                .param("by", take.openedBy())
                .param("at", Timestamp.from(take.openedAt()))
                .update();
    }

    /** In the order of the ids, so that two that overlap do not wait for each other. */
    @Override
    public int addLines(UUID takeId, @Nullable Collection<UUID> productIds) {
        return client.sql("""
                        insert into stock_take_lines (stock_take, product_id, open)
                        select :id, product_id, true from stock
                        where cast(:products as uuid[]) is null or product_id = any(:products) order by product_id
                        on conflict (product_id) where open do nothing
                        """)
                .param("id", takeId)
                .param("products", productIds == null ? null : productIds.toArray(UUID[]::new))
                .update();
    }

    @Override
    public int countProducts() {
        return client.sql("select count(*) from stock").query(Integer.class).single();
    }

    @Override
    public Optional<StockTake> find(UUID takeId) {
        return find(takeId, "");
    }

    @Override
    public Optional<StockTake> findForCounting(UUID takeId) {
        return find(takeId, " for share");
    }

    @Override
    public Optional<StockTake> findForClosing(UUID takeId) {
        return find(takeId, " for update");
    }

    private Optional<StockTake> find(UUID takeId, String lock) {
        return client.sql(SELECT + "where id = ?" + lock)
                .param(takeId)
                .query((row, _) -> takeOf(row))
                .optional();
    }

    @Override
    public List<StockTake> find(int offset, int limit) {
        return client.sql(SELECT + "order by opened_at desc, id offset ? limit ?")
                .params(offset, limit)
                .query((row, _) -> takeOf(row))
                .list();
    }

    @Override
    public long count() {
        return client.sql("select count(*) from stock_takes").query(Long.class).single();
    }

    @Override
    public List<UUID> productsOf(UUID takeId, Collection<UUID> productIds) {
        return client.sql("select product_id from stock_take_lines where stock_take = ? and product_id = any(?)")
                .params(takeId, productIds.toArray(UUID[]::new))
                .query(UUID.class)
                .list();
    }

    @Override
    public List<StockCount> counts(UUID takeId, Collection<UUID> productIds) {
        return client.sql(COUNTS + "where stock_take = ? and product_id = any(?) and counted is not null")
                .params(takeId, productIds.toArray(UUID[]::new))
                .query((row, _) -> countOf(row))
                .list();
    }

    @Override
    public List<StockCount> differences(UUID takeId) {
        return client.sql(COUNTS + "where stock_take = ? and counted <> expected order by product_id")
                .param(takeId)
                .query((row, _) -> countOf(row))
                .list();
    }

    @Override
    public void save(UUID takeId, List<StockCount> counts) {
        jdbc.batchUpdate("""
                update stock_take_lines set expected = ?, counted = ?, counted_by = ?, counted_at = ?
                where stock_take = ? and product_id = ?
                """, counts, Math.max(1, counts.size()), (row, count) -> {
            row.setInt(1, count.expected());
            row.setInt(2, count.counted());
            row.setString(3, count.countedBy());
            row.setTimestamp(4, Timestamp.from(count.countedAt()));
            row.setObject(5, takeId);
            row.setObject(6, count.productId());
        });
    }

    @Override
    public List<Integer> quantitiesAt(List<Moment> moments) {
        return client.sql("""
                        select s.quantity - coalesce((
                            select sum(m.quantity_change) from stock_movements m
                            where m.product_id = s.product_id and m.at > past.at and m.quantity_change <> 0), 0)
                        from unnest(cast(:products as uuid[]), cast(cast(:moments as text[]) as timestamptz[]))
                            with ordinality as past (product_id, at, position)
                        join stock s on s.product_id = past.product_id order by past.position
                        """)
                .param("products", moments.stream().map(Moment::productId).toArray(UUID[]::new))
                .param("moments", moments.stream().map(it -> it.at().toString()).toArray(String[]::new))
                .query(Integer.class)
                .list();
    }

    @Override
    public void close(StockTake take) {
        client.sql("update stock_takes set status = :status, closed_by = :by, closed_at = :at where id = :id")
                .param("status", take.status().name())
                .param("by", take.closedBy())
                .param("at", take.closedAt() == null ? null : Timestamp.from(take.closedAt()))
                .param("id", take.id())
                .update();
        client.sql("update stock_take_lines set open = false where stock_take = ?")
                .param(take.id())
                .update();
    }

    @Override
    public List<Line> lines(UUID takeId, LineState state, int offset, int limit) {
        return client.sql(COUNTS + "where stock_take = ?" + condition(state) + " order by product_id offset ? limit ?")
                .params(takeId, offset, limit)
                .query((row, _) -> new Line(
                        row.getObject("product_id", UUID.class),
                        row.getString("counted_by") == null ? null : countOf(row)))
                .list();
    }

    @Override
    public long countLines(UUID takeId, LineState state) {
        return client.sql("select count(*) from stock_take_lines where stock_take = ?" + condition(state))
                .param(takeId)
                .query(Long.class)
                .single();
    }

    private static String condition(LineState state) {
        return switch (state) {
            case ALL -> "";
            case COUNTED -> " and counted is not null";
            case UNCOUNTED -> " and counted is null";
            case DIFFERENT -> " and counted <> expected";
        };
    }

    @Override
    public void requireNotCounted(UUID productId) {
        client.sql("select stock_take from stock_take_lines where product_id = ? and open and counted is not null")
                .param(productId)
                .query(UUID.class)
                .optional()
                .ifPresent(takeId -> {
                    throw new ConflictException("The product is counted in the stock take " + takeId);
                });
    }

    private static StockTake takeOf(ResultSet row) throws SQLException {
        Timestamp closedAt = row.getTimestamp("closed_at");
        return new StockTake(
                row.getObject("id", UUID.class),
                StockTakeStatus.valueOf(row.getString("status")),
                row.getString("note"),
                row.getString("opened_by"),
                row.getTimestamp("opened_at").toInstant(),
                row.getString("closed_by"),
                closedAt == null ? null : closedAt.toInstant());
    }

    private static StockCount countOf(ResultSet row) throws SQLException {
        return new StockCount(
                row.getObject("product_id", UUID.class),
                row.getInt("expected"),
                row.getInt("counted"),
                row.getString("counted_by"),
                row.getTimestamp("counted_at").toInstant());
    }
}
