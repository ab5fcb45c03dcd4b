package com.homedelivery.inventory.infrastructure;

import com.homedelivery.inventory.application.StockNotices;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** In the tables {@code stock_notices} and {@code stock_notice_rounds}. */
@Component
class JdbcStockNotices implements StockNotices {

    private final JdbcClient client;

    JdbcStockNotices(JdbcClient client) {
        this.client = client;
    }

    @Override
    public void lockThoseOf(UUID userId) {
        client.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param("stock-notices:" + userId)
                .query(row -> {});
    }

    @Override
    public void addIfNew(Notice notice) {
        client.sql("""
                        insert into stock_notices (product_id, user_id, requested_at) values (?, ?, ?)
                        on conflict (product_id, user_id) do nothing
                        """)
                .params(notice.productId(), notice.userId(), Timestamp.from(notice.requestedAt()))
                .update();
    }

    @Override
    public List<Notice> findThoseOf(UUID userId) {
        return client.sql("select * from stock_notices where user_id = ? order by requested_at, product_id")
                .param(userId)
                .query((row, _) -> noticeOf(row))
                .list();
    }

    @Override
    public void remove(UUID productId, UUID userId) {
        client.sql("delete from stock_notices where product_id = ? and user_id = ?")
                .params(productId, userId)
                .update();
    }

    @Override
    public void removeThoseOf(UUID userId) {
        client.sql("delete from stock_notices where user_id = ?").param(userId).update();
    }

    @Override
    public List<UUID> findProductsToTell(Instant since, int most) {
        return client.sql("""
                        select s.product_id from stock s
                        where s.quantity - s.reserved - s.safety_stock - s.expired > 0
                            and s.product_id in (select product_id from stock_notices)
                            and not exists (
                                select 1 from stock_notice_rounds r
                                where r.product_id = s.product_id and r.told_at > ?)
                        order by s.product_id limit ?
                        """)
                .params(Timestamp.from(since), most)
                .query(UUID.class)
                .list();
    }

    @Override
    public boolean beginRound(UUID productId, Instant since, Instant now) {
        return client.sql("""
                        insert into stock_notice_rounds (product_id, told_at) values (?, ?)
                        on conflict (product_id) do update set told_at = excluded.told_at
                            where stock_notice_rounds.told_at <= ?
                        """)
                        .params(productId, Timestamp.from(now), Timestamp.from(since))
                        .update()
                == 1;
    }

    @Override
    public List<Notice> takeFirst(UUID productId, int most) {
        return client
                .sql("""
                        delete from stock_notices where product_id = :product and user_id in (
                            select user_id from stock_notices where product_id = :product
                            order by requested_at, user_id limit :most for update skip locked)
                        returning *
                        """)
                .param("product", productId)
                .param("most", most)
                .query((row, _) -> noticeOf(row))
                .list()
                .stream()
                .sorted(Comparator.comparing(Notice::requestedAt).thenComparing(Notice::userId))
                .toList();
    }

    @Override
    public int removeOlderThan(Instant time, int most) {
        client.sql("delete from stock_notice_rounds where told_at < ?")
                .param(Timestamp.from(time))
                .update();
        return client.sql("""
                        delete from stock_notices where (product_id, user_id) in (
                            select product_id, user_id from stock_notices where requested_at < ?
                            order by requested_at limit ? for update skip locked)
                        """).params(Timestamp.from(time), most).update();
    }

    private static Notice noticeOf(ResultSet row) throws SQLException {
        return new Notice(
                row.getObject("product_id", UUID.class),
                row.getObject("user_id", UUID.class),
                row.getTimestamp("requested_at").toInstant());
    }
}
