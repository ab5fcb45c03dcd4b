package com.homedelivery.product.infrastructure;

import com.homedelivery.product.application.CatalogueEntry;
import com.homedelivery.product.application.CatalogueReader;
import com.homedelivery.product.application.CategoryCount;
import com.homedelivery.product.application.CategoryNode;
import com.homedelivery.product.application.PageCursor;
import com.homedelivery.product.application.PriceSince;
import com.homedelivery.product.application.ProductFilter;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Each statement reads as many rows as it returns, however large the catalogue is. */
@Component
class JdbcCatalogue implements CatalogueReader {

    private final JdbcClient jdbc;
    private final CatalogueRowMapper entries;

    JdbcCatalogue(JdbcClient jdbc, CatalogueRowMapper entries) {
        this.jdbc = jdbc;
        this.entries = entries;
    }

    @Override
    public long revision() {
        return jdbc.sql("select revision from catalogue_revision")
                .query(Long.class)
                .single();
    }

    @Override
    public List<CatalogueEntry> byIds(Collection<UUID> ids) {
        return jdbc.sql("select " + CatalogueRowMapper.COLUMNS + " from products where id = any(:ids)")
                .param("ids", ids.toArray(UUID[]::new))
                .query(entries)
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
        return jdbc.sql("select " + CatalogueRowMapper.COLUMNS + " from products where " + where.condition()
                        + " order by " + orderBy.sql() + " limit " + limit + " offset " + offset)
                .params(where.values())
                .query(entries)
                .list();
    }

    @Override
    public long count(ProductFilter filter) {
        if (filter.isBrowsing() && filter.under() != null && filter.category() == null) {
            return jdbc.sql("select coalesce(sum(products), 0) from categories where :under = any(path_slugs)")
                    .param("under", filter.under())
                    .query(Long.class)
                    .single();
        }
        if (filter.isBrowsing() && filter.under() == null) {
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

    @Override
    public List<CategoryNode> categoryTree() {
        Map<Optional<UUID>, List<CategoryNode>> byParent = jdbc
                .sql("select id, parent_id, name, slug, products, version from categories order by name, id")
                .query((row, _) -> new CategoryNode(
                        row.getObject("id", UUID.class),
                        row.getObject("parent_id", UUID.class),
                        row.getString("name"),
                        row.getString("slug"),
                        row.getLong("products"),
                        row.getLong("version"),
                        List.of()))
                .list()
                .stream()
                .collect(Collectors.groupingBy(node -> Optional.ofNullable(node.parentId())));
        return childrenOf(null, byParent);
    }

    private static List<CategoryNode> childrenOf(
            @Nullable UUID parent, Map<Optional<UUID>, List<CategoryNode>> byParent) {
        return byParent.getOrDefault(Optional.ofNullable(parent), List.of()).stream()
                .map(node -> withChildren(node, childrenOf(node.id(), byParent)))
                .toList();
    }

    private static CategoryNode withChildren(CategoryNode node, List<CategoryNode> children) {
        long below = children.stream().mapToLong(CategoryNode::count).sum();
        return new CategoryNode(
                node.id(), node.parentId(), node.name(), node.slug(), node.count() + below, node.version(), children);
    }

    @Override
    public List<PriceSince> prices(UUID id) {
        return jdbc.sql("select price, valid_from as since from product_prices where product_id = :id"
                        + " order by valid_from desc limit 100")
                .param("id", id)
                .query((row, _) -> new PriceSince(
                        row.getBigDecimal("price"), row.getTimestamp("since").toInstant()))
                .list();
    }

    @Override
    public List<CatalogueEntry> adminList(AdminFilter filter, long offset, int limit) {
        WhereClause where = WhereClause.of(filter);
        return jdbc.sql("select " + CatalogueRowMapper.COLUMNS + " from products where " + where.condition()
                        + " order by name, id limit " + limit + " offset " + offset)
                .params(where.values())
                .query(entries)
                .list();
    }

    @Override
    public long adminCount(AdminFilter filter) {
        WhereClause where = WhereClause.of(filter);
        return jdbc.sql("select count(*) from products where " + where.condition())
                .params(where.values())
                .query(Long.class)
                .single();
    }

    @Override
    public List<CatalogueEntry> variants(UUID id) {
        return jdbc.sql("with family as (select coalesce(variant_of, id) as main from products where id = :id) select "
                        + CatalogueRowMapper.COLUMNS
                        + "from products where active and (id = (select main from family)"
                        + " or variant_of = (select main from family)) order by variant_of nulls first, variant, id")
                .param("id", id)
                .query(entries)
                .list();
    }
}
