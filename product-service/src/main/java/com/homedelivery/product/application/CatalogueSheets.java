package com.homedelivery.product.application;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Consumer;

/** The catalogue as a spreadsheet, a product a row. */
public interface CatalogueSheets {

    /** The columns, without those of translations: {@code name:de}, {@code description:de}. */
    List<String> COLUMNS = List.of(
            "sku",
            "name",
            "description",
            "category",
            "brand",
            "price",
            "taxRate",
            "packSize",
            "unit",
            "origin",
            "diet",
            "allergens",
            "variantOf",
            "variant",
            "active");

    /**
     * Reads a sheet, row by row.
     *
     * @throws com.homedelivery.shared.api.error.ValidationException when it is none, or has columns that are not known
     */
    void read(InputStream sheet, Consumer<SheetRow> rows) throws IOException;

    /** Writes all products, row by row, so that {@link #read} gives what was written. */
    void write(OutputStream sheet) throws IOException;
}
