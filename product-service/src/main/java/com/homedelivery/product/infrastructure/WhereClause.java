package com.homedelivery.product.infrastructure;

import com.homedelivery.product.application.CatalogueReader;
import com.homedelivery.product.application.PageCursor;
import com.homedelivery.product.application.ProductFilter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The filter in SQL; each term is backed by an index.
 *
 * @param condition what follows {@code where}
 * @param values of its parameters, and of those of {@link OrderByClause}
 */
record WhereClause(String condition, Map<String, Object> values) {

    static WhereClause of(ProductFilter filter) {
        List<String> terms = new ArrayList<>(List.of("active"));
        Map<String, Object> values = new HashMap<>();
        if (filter.category() != null) {
            terms.add("category = :category");
            values.put("category", filter.category());
        }
        if (filter.under() != null) {
            terms.add("category_id = any(array(select c.id from categories c where :under = any(c.path_slugs)))");
            values.put("under", filter.under());
        }
        if (filter.ids() != null) {
            terms.add("id = any(:ids)");
            values.put("ids", filter.ids().toArray(UUID[]::new));
        }
        return new WhereClause(String.join(" and ", terms), values);
    }

    static WhereClause of(CatalogueReader.AdminFilter filter) {
        List<String> terms = new ArrayList<>(List.of("true"));
        Map<String, Object> values = new HashMap<>();
        if (filter.active() != null) {
            terms.add("active = :active");
            values.put("active", filter.active());
        }
        if (filter.sku() != null) {
            terms.add("sku like :sku");
            values.put("sku", escaped(filter.sku()) + "%");
        }
        if (filter.text() != null) {
            terms.add("name ilike :part");
            values.put("part", "%" + escaped(filter.text()) + "%");
        }
        return new WhereClause(String.join(" and ", terms), values);
    }

    /** As part of a pattern, in which nothing of it has a meaning. */
    private static String escaped(String text) {
        return text.replaceAll("([\\\\%_])", "\\\\$1");
    }

    /** Only what comes after an entry. */
    WhereClause after(PageCursor.Previous previous, OrderByClause order) {
        Map<String, Object> more = new HashMap<>(values);
        more.put("lastKey", previous.key());
        more.put("lastId", previous.id());
        return new WhereClause(condition + " and " + order.comesAfter(), more);
    }
}
