package com.homedelivery.product.infrastructure;

import com.homedelivery.product.application.PageCursor;
import com.homedelivery.product.application.ProductFilter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A filter in SQL, each term of which an index answers.
 *
 * @param condition what stands behind {@code where}
 * @param values of its parameters, and of those of {@link SortOrder}
 */
record ListQuery(String condition, Map<String, Object> values) {

    private static final Pattern LETTER_OR_DIGIT = Pattern.compile("[\\p{L}\\p{N}]");

    /** The index of parts of names has parts of three characters. */
    private static final Pattern LONG_ENOUGH = Pattern.compile("[\\p{L}\\p{N}]{3}");

    static ListQuery of(ProductFilter filter) {
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
            terms.add(matches(filter.text()));
            values.put("text", filter.text());
            // A minus would ask for all that lacks a word, which no index answers.
            values.put("words", filter.text().replace('-', ' '));
            values.put("part", "%" + filter.text().replaceAll("([\\\\%_])", "\\\\$1") + "%");
        }
        return new ListQuery(String.join(" and ", terms), values);
    }

    /** The part of it that begins behind an entry. */
    ListQuery after(PageCursor.Previous previous, SortOrder order) {
        Map<String, Object> more = new HashMap<>(values);
        more.put("lastKey", previous.key());
        more.put("lastId", previous.id());
        return new ListQuery(condition + " and " + order.comesAfter(), more);
    }

    private static String matches(String text) {
        if (!LETTER_OR_DIGIT.matcher(text).find()) {
            return "false";
        }
        return LONG_ENOUGH.matcher(text).find()
                ? "(search @@ websearch_to_tsquery('english', :words) or name ilike :part or :text <% name)"
                : "(search @@ websearch_to_tsquery('english', :words) or :text <% name)";
    }
}
