package com.homedelivery.product.application;

import com.homedelivery.shared.api.NotFound;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Everything that customers read: a product, lists and pages of those on sale, the categories. */
@Service
public class FindProducts {

    /** More than any store front shows at once; a longer catalogue is read in pages. */
    public static final int LONGEST_LIST = 1000;

    private static final String COLUMNS =
            "id, name, description, category, price, image_url, active, created_at, updated_at, version";

    private final JdbcClient jdbc;
    private final ProductCache cache;

    FindProducts(JdbcClient jdbc, ProductCache cache) {
        this.jdbc = jdbc;
        this.cache = cache;
    }

    /**
     * A product, on sale or not, from the cache when it is there.
     *
     * @throws NotFound when there never was one with this id
     */
    public CatalogueEntry byId(UUID id) {
        return cache.find(id).orElseGet(() -> {
            CatalogueEntry entry = jdbc.sql("select " + COLUMNS + " from products where id = :id")
                    .param("id", id)
                    .query(FindProducts::entry)
                    .optional()
                    .orElseThrow(() -> new NotFound("Product"));
            cache.remember(entry);
            return entry;
        });
    }

    /** Products on sale, {@value #LONGEST_LIST} at most. */
    public List<CatalogueEntry> list(ProductFilter filter) {
        return read(filter, LONGEST_LIST, 0);
    }

    /**
     * A part of the products on sale and how many there are in all.
     *
     * @param limit most entries of the part
     * @param offset how many entries come before it
     */
    @Transactional(readOnly = true)
    public Part page(ProductFilter filter, int limit, int offset) {
        Condition condition = Condition.of(filter);
        long total = jdbc.sql("select count(*) from products where " + condition.sql())
                .params(condition.values())
                .query(Long.class)
                .single();
        return new Part(offset < total ? read(filter, limit, offset) : List.of(), total);
    }

    /** The categories in which something is on sale, by name. */
    public List<CategoryCount> categories() {
        return jdbc.sql("""
                        select category, count(*) as count from products
                        where active group by category order by category
                        """).query(CategoryCount.class).list();
    }

    /**
     * A number that is another one after every change of any product: versions only go up and products are never
     * removed.
     */
    public long revision() {
        return jdbc.sql("select count(*) + coalesce(sum(version), 0) from products")
                .query(Long.class)
                .single();
    }

    /** One page of entries and the length of the whole list. */
    public record Part(List<CatalogueEntry> entries, long total) {}

    private List<CatalogueEntry> read(ProductFilter filter, int limit, int offset) {
        Condition condition = Condition.of(filter);
        return jdbc.sql("select " + COLUMNS + " from products where " + condition.sql() + " order by "
                        + filter.order().sql() + " limit :limit offset :offset")
                .params(condition.values())
                .param("limit", limit)
                .param("offset", offset)
                .query(FindProducts::entry)
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

    private record Condition(String sql, Map<String, Object> values) {

        static Condition of(ProductFilter filter) {
            List<String> terms = new ArrayList<>(List.of("active"));
            Map<String, Object> values = new HashMap<>();
            if (filter.category() != null) {
                terms.add("category = :category");
                values.put("category", filter.category());
            }
            if (filter.ids() != null) {
                terms.add("id = any(:ids)");
                values.put("ids", filter.ids().toArray(UUID[]::new));
            }
            if (filter.text() != null) {
                terms.add("""
                        (search @@ websearch_to_tsquery('english', :text) or name ilike :part or :text <% name)""");
                values.put("text", filter.text());
                values.put("part", "%" + filter.text().replaceAll("([\\\\%_])", "\\\\$1") + "%");
            }
            return new Condition(String.join(" and ", terms), values);
        }
    }
}
