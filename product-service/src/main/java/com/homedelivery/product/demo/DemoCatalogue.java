package com.homedelivery.product.demo;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Fills the catalogue with a grocery store's products from {@code demo/catalogue.csv}, which has the columns of a bulk import. Ids are
 * fixed, the same as in the inventory's demo stock. A product that is already there stays as it is.
 */
@Component
@ConditionalOnBooleanProperty("homedelivery.demo-data")
class DemoCatalogue implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(DemoCatalogue.class);
    private static final CSVFormat CSV = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setNullString("")
            .get();
    private static final String PATH_SEPARATOR = " > ";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    DemoCatalogue(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) throws IOException {
        List<DemoProduct> missing = missing(read());
        if (!missing.isEmpty()) {
            insert(missing);
            DemoSynonyms.insert(jdbc, now());
        }
        log.info("Demo catalogue: {} products added", missing.size());
    }

    private static List<DemoProduct> read() throws IOException {
        try (Reader file = new InputStreamReader(
                new ClassPathResource("demo/catalogue.csv").getInputStream(), StandardCharsets.UTF_8)) {
            return CSV.parse(file).stream().map(DemoProduct::of).toList();
        }
    }

    private List<DemoProduct> missing(List<DemoProduct> all) {
        List<UUID> known = jdbc.sql("select id from products where id = any(:ids)")
                .param("ids", all.stream().map(DemoProduct::id).toArray(UUID[]::new))
                .query(UUID.class)
                .list();
        return all.stream().filter(product -> !known.contains(product.id())).toList();
    }

    /** In one statement: what is kept in step with the products is brought up to date once for all of them. */
    private void insert(List<DemoProduct> products) {
        Map<String, UUID> categories = categories(products);
        jdbc.sql("""
                        insert into products
                            (id, name, description, category, category_id, price, image_url, active, created_at, updated_at, version, sku,
                            brand, pack_size, unit, tax_rate, origin, allergens, diet, variant_of, variant, translations)
                        select id, name, description, '-', cast(cast(:categories as jsonb) ->> category as uuid), price, image_url, active,
                            :now, :now, 0, sku, brand, pack_size, unit, tax_rate, origin, allergens, diet, variant_of, variant, translations
                        from jsonb_to_recordset(cast(:products as jsonb)) as p (
                            id uuid, sku text, name text, description text, category text, brand text, price numeric, image_url text,
                            tax_rate numeric, pack_size numeric, unit text, origin text, diet text[], allergens text[], variant_of uuid,
                            variant text, active boolean, translations jsonb)
                        """)
                .param("categories", json.writeValueAsString(categories))
                .param(
                        "products",
                        json.writeValueAsString(
                                products.stream().map(DemoProduct::row).toList()))
                .param("now", now())
                .update();
    }

    private Map<String, UUID> categories(List<DemoProduct> products) {
        Map<String, UUID> byPath = new HashMap<>();
        for (String path :
                products.stream().map(DemoProduct::category).distinct().toList()) {
            UUID parent = null;
            StringBuilder walked = new StringBuilder();
            for (String name : path.split(PATH_SEPARATOR)) {
                walked.append(walked.isEmpty() ? "" : PATH_SEPARATOR).append(name);
                UUID above = parent;
                parent = byPath.computeIfAbsent(walked.toString(), _ -> category(above, name));
            }
        }
        return byPath;
    }

    private UUID category(@Nullable UUID parent, String name) {
        return jdbc.sql("select id from categories where parent_id is not distinct from :parent and name = :name")
                .param("parent", parent, Types.OTHER)
                .param("name", name)
                .query(UUID.class)
                .optional()
                .orElseGet(() -> addCategory(parent, name));
    }

    private UUID addCategory(@Nullable UUID parent, String name) {
        return jdbc.sql("""
                        insert into categories (id, parent_id, name, slug, created_at, updated_at)
                        values (gen_random_uuid(), :parent, :name, category_slug(:name), :now, :now) returning id
                        """)
                .param("parent", parent, Types.OTHER)
                .param("name", name)
                .param("now", now())
                .query(UUID.class)
                .single();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    /**
     * A line of the file.
     *
     * @param category path of its category
     * @param row by the columns of the table
     */
    private record DemoProduct(UUID id, String category, Map<String, @Nullable Object> row) {

        private static final String IMAGES = "https://images.homedelivery.test/";

        static DemoProduct of(CSVRecord line) {
            Map<String, @Nullable Object> row = new HashMap<>();
            UUID id = idOf(line.get("sku"));
            row.put("id", id);
            row.put(
                    "image_url",
                    IMAGES + line.get("name").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + ".jpg");
            Map.of("taxRate", "tax_rate", "packSize", "pack_size")
                    .forEach((column, name) -> row.put(name, line.get(column)));
            for (String column : List.of(
                    "sku",
                    "name",
                    "description",
                    "category",
                    "brand",
                    "price",
                    "unit",
                    "origin",
                    "variant",
                    "active")) {
                row.put(column, line.get(column));
            }
            row.put("diet", list(line.get("diet")));
            row.put("allergens", list(line.get("allergens")));
            row.put("variant_of", line.get("variantOf") == null ? null : idOf(line.get("variantOf")));
            row.put(
                    "translations",
                    List.of("de", "es").stream()
                            .collect(Collectors.toMap(
                                    language -> language, language -> Map.of("name", line.get("name:" + language)))));
            return new DemoProduct(id, line.get("category"), row);
        }

        /** Its last digits are those of the product's number: {@code MLK-0020}. */
        private static UUID idOf(String sku) {
            return UUID.fromString("01900000-0000-7000-8000-00000000" + sku.substring(sku.length() - 4));
        }

        private static List<String> list(@Nullable String cell) {
            return cell == null ? List.of() : List.of(cell.split("\\|"));
        }
    }
}
