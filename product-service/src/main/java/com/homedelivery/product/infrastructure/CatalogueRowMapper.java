package com.homedelivery.product.infrastructure;

import com.homedelivery.product.application.Availability;
import com.homedelivery.product.application.CatalogueEntry;
import com.homedelivery.product.application.CategoryRef;
import com.homedelivery.product.domain.PackSize;
import com.homedelivery.product.domain.ProductImage;
import com.homedelivery.product.domain.ProductSpecification;
import com.homedelivery.product.domain.Translation;
import com.homedelivery.product.domain.Unit;
import com.homedelivery.product.domain.Variant;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads an entry from a row of {@link #COLUMNS}. */
@Component
class CatalogueRowMapper implements RowMapper<CatalogueEntry> {

    /**
     * All that is shown of a product, from the table {@code products}. Its category's path and its availability are looked up by
     * their keys, for the rows of the answer only, whatever the planner thinks of joins.
     */
    static final String COLUMNS = """
            id, name, description, category, price, image_url, active, created_at, updated_at, version, sku, brand, pack_size,
            unit, tax_rate, origin, allergens, diet, variant_of, variant, translations, images, lowest_price_30_days,
            (select c.path from categories c where c.id = products.category_id) as category_path,
            (select array[a.available, a.version] from product_availability a where a.product_id = products.id) as availability
            """;

    private static final TypeReference<List<CategoryRef>> PATH = new TypeReference<>() {};
    private static final TypeReference<List<ProductImage>> IMAGES = new TypeReference<>() {};
    private static final TypeReference<Map<String, Translation>> TRANSLATIONS = new TypeReference<>() {};

    private final JsonMapper json;

    CatalogueRowMapper(JsonMapper json) {
        this.json = json;
    }

    @Override
    public CatalogueEntry mapRow(ResultSet row, int number) throws SQLException {
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
                row.getLong("version"),
                specification(row),
                read(row.getString("category_path"), PATH, List.of()),
                read(row.getString("images"), IMAGES, List.of()),
                row.getBigDecimal("lowest_price_30_days"),
                availability(row.getArray("availability")));
    }

    private ProductSpecification specification(ResultSet row) throws SQLException {
        BigDecimal packSize = row.getBigDecimal("pack_size");
        UUID variantOf = row.getObject("variant_of", UUID.class);
        return new ProductSpecification(
                row.getString("sku"),
                row.getString("brand"),
                packSize == null
                        ? null
                        : new PackSize(packSize, Unit.of(row.getString("unit")).orElseThrow()),
                row.getBigDecimal("tax_rate"),
                row.getString("origin"),
                texts(row.getArray("allergens")),
                texts(row.getArray("diet")),
                variantOf == null ? null : new Variant(variantOf, row.getString("variant")),
                read(row.getString("translations"), TRANSLATIONS, Map.of()));
    }

    private <T> T read(@Nullable String text, TypeReference<T> type, T none) {
        return text == null || text.length() == 2 ? none : json.readValue(text, type);
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private static Availability availability(@Nullable Array array) throws SQLException {
        if (array == null) {
            return Availability.UNKNOWN;
        }
        Long[] numbers = (Long[]) array.getArray();
        return numbers[0] == null ? Availability.UNKNOWN : new Availability(numbers[0].intValue(), numbers[1]);
    }
}
