package com.homedelivery.product.infrastructure;

import com.homedelivery.product.application.CatalogueEntry;
import com.homedelivery.product.application.CatalogueReader;
import com.homedelivery.product.application.CategoryCount;
import com.homedelivery.product.application.PageCursor;
import com.homedelivery.product.application.ProductFilter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Each statement reads as many rows as it returns, however large the catalogue is. */
@Component
class JdbcCatalogue implements CatalogueReader {

    private static final String COLUMNS =
            "id, name, description, category, price, image_url, active, created_at, updated_at, version";

    private final JdbcClient jdbc;

    JdbcCatalogue(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public long revision() {
        return jdbc.sql("select revision from catalogue_revision")
                .query(Long.class)
                .single();
    }

    @Override
    public List<CatalogueEntry> byIds(Collection<UUID> ids) {
        return jdbc.sql("select " + COLUMNS + " from products where id = any(:ids)")
                .param("ids", ids.toArray(UUID[]::new))
                .query(JdbcCatalogue::entry)
                .list();
    }

    @Override
    public List<CatalogueEntry> list(ProductFilter filter, PageCursor start, int limit) {
        OrderByClause orderBy = OrderByClause.of(filter.sort());
        WhereClause where = WhereClause.of(filter);
        long offset = start.position();
        if (start.previous() != null) {
            where = where.after(start.previous(), orderBy);
            offset = 0;
        }
        // Literal numbers: the planner has to know them to choose an index.
        return jdbc.sql("select " + COLUMNS + " from products where " + where.condition() + " order by " + orderBy.sql()
                        + " limit " + limit + " offset " + offset)
                .params(where.values())
                .query(JdbcCatalogue::entry)
                .list();
    }

    @Override
    public long count(ProductFilter filter) {
        if (filter.isBrowsing()) {
            return jdbc.sql("""
                            select coalesce(sum(products), 0) from category_counts
                            where category = coalesce(:category, category)
                            """)
                    .param("category", filter.category(), Types.VARCHAR)
                    .query(Long.class)
                    .single();
        }
        WhereClause where = WhereClause.of(filter);
        return jdbc.sql("select count(*) from products where " + where.condition())
                .params(where.values())
                .query(Long.class)
                .single();
    }

    @Override
    public List<CategoryCount> categories() {
        return jdbc.sql("select category, products as count from category_counts where products > 0 order by category")
                .query(CategoryCount.class)
                .list();
    }

    private static CatalogueEntry entry(ResultSet row, int number) throws SQLException {
        return new CatalogueEntry(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("description"),
                row.getString("category"),
                row.getBigDecimal("price"),
                row.getString("image_url"),
                row.getBoolean("active"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant(),
                row.getLong("version"));
    }
}
