package com.homedelivery.product.application;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of a spreadsheet of products.
 *
 * @param number its number in the sheet, whose first row has the names of the columns
 * @param cells by the column's name; a column that the sheet does not have is missing
 */
public record SheetRow(int number, Map<String, String> cells) {

    /** The number of its product; empty when it has none. */
    public String sku() {
        return cells.getOrDefault("sku", "").strip();
    }

    /** The number of the main product; empty when it is no variant, or does not say. */
    public String variantOf() {
        return cells.getOrDefault("variantOf", "").strip();
    }

    /** What stands in a column, null when the sheet does not have it. */
    @Nullable
    String cell(String column) {
        String cell = cells.get(column);
        return cell == null ? null : cell.strip();
    }
}
