package com.homedelivery.product.infrastructure;

import com.homedelivery.product.application.Popularity;
import com.homedelivery.product.application.PopularityRecords;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class JdbcPopularityRecords implements PopularityRecords {

    private final JdbcClient jdbc;

    JdbcPopularityRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean claim(Instant now, Instant leaseEnd) {
        return jdbc.sql("update popularity_refresh set due_at = :end where due_at <= :now")
                        .param("now", Timestamp.from(now))
                        .param("end", Timestamp.from(leaseEnd))
                        .update()
                > 0;
    }

    /** Under the lock of whoever writes products, so that no document is written meanwhile with what was known before. */
    @Override
    @Transactional
    public void replace(List<Popularity> popularity, Instant next) {
        jdbc.sql("update catalogue_revision set revision = revision + 1").update();
        jdbc.sql("delete from product_popularity").update();
        jdbc.sql("insert into product_popularity (product_id, orders) select * from unnest(:products, :orders)")
                .param(
                        "products",
                        popularity.stream().map(Popularity::productId).toArray(UUID[]::new))
                .param("orders", popularity.stream().map(Popularity::orders).toArray(Long[]::new))
                .update();
        jdbc.sql("""
                        update search_documents d set orders = latest.orders
                        from (select s.product_id, s.language, coalesce(p.orders, 0) as orders
                            from search_documents s left join product_popularity p using (product_id)) latest
                        where d.product_id = latest.product_id and d.language = latest.language and d.orders <> latest.orders
                        """).update();
        jdbc.sql("delete from search_words where documents = 0").update();
        jdbc.sql("update popularity_refresh set due_at = :next")
                .param("next", Timestamp.from(next))
                .update();
    }
}
