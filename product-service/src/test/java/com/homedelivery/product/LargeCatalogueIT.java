package com.homedelivery.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.testing.IntegrationTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** What PostgreSQL goes through for an answer, in a catalogue of 100,000 products. */
@IntegrationTest
@TestPropertySource(properties = "spring.application.name=large_catalogue")
@Import({ProductClient.class, StatementRecorder.class})
class LargeCatalogueIT {

    private static final int PRODUCTS = 100_000;
    private static final int CATEGORIES = 40;

    /** To know whether there is another page, one more is read. */
    private static final int ONE_MORE = 1;

    @Autowired
    StatementRecorder recorder;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ProductClient client;

    /**
     * The indexes for searches are made when everything is there: entry by entry they take minutes. The service's own
     * connections have a time limit.
     */
    @BeforeAll
    static void fill(@Autowired JdbcConnectionDetails database, @Autowired StatementRecorder recorder) {
        JdbcClient jdbc = JdbcClient.create(
                new DriverManagerDataSource(database.getJdbcUrl(), database.getUsername(), database.getPassword()));
        List<String> indexes = jdbc.sql(
                        "select indexdef from pg_indexes where tablename in ('products', 'search_documents', 'search_words')"
                                + " and (indexdef like '%gin%' or indexdef like '%gist%')")
                .query(String.class)
                .list();
        jdbc.sql("drop index products_search, products_name_trigrams, search_documents_words, search_documents_path,"
                        + " search_words_trigrams")
                .update();
        jdbc.sql("""
                        insert into products (id, name, description, category, price, active, created_at, updated_at, version)
                        select gen_random_uuid(), case when i % 1000 = 7 then 'Gorgonzola ' else '' end || 'Jar no. ' || i,
                            'Batch z' || substr(md5((i / 5)::text), 1, 6), 'Shelf ' || i % :categories, 1 + i % 500, i % 21 <> 0 or i % 1000 = 7,
                            timestamptz '2026-01-01' + i * interval '1 second', now(), 0
                        from generate_series(1, :products) i
                        """)
                .param("categories", CATEGORIES)
                .param("products", PRODUCTS)
                .update();
        indexes.forEach(index -> jdbc.sql(index).update());
        jdbc.sql("analyze").update();
        recorder.explainFromNowOn();
    }

    @BeforeEach
    void invalidateCaches() {
        client.add("Jar of today", "Shelf 0", 1);
        recorder.clear();
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "price", "-price", "newest"})
    void aPageIsReadFromWhereItBegins(String sort) {
        for (String list :
                List.of("/products?limit=20&sort=" + sort, "/products?limit=20&category=Shelf%207&sort=" + sort)) {
            JsonNode page = client.get(list).body();
            for (int i = 0; i < 5; i++) {
                String next = page.at("/pagination/next").asString();
                page = client.get(list + "&after=" + next).body();
                assertThat(page.get("data")).hasSize(20);
            }
        }

        assertThat(plansOfProducts()).hasSize(12).allSatisfy(plan -> {
            assertThat(plan.scansOf("products")).as(plan.sql()).containsExactly("Index Scan");
            assertThat(plan.rowsRead()).as(plan.sql()).isEqualTo(20 + ONE_MORE);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "category=Shelf%207&", "sort=-price&", "category=Shelf%207&sort=newest&"})
    void countingTheListCostsNothing(String query) {
        JsonNode page = client.get("/products?" + query + "limit=1").body();

        assertThat(page.at("/pagination/total").asLong()).isGreaterThan(2_000);
        assertThat(recorder.plans())
                .extracting(QueryPlan::rowsRead)
                .allSatisfy(rows -> assertThat(rows).isLessThanOrEqualTo(CATEGORIES));
    }

    @Test
    void aWholeListEndsWhereItIsLongEnough() {
        assertThat(client.get("/products").data()).hasSize(1000);

        assertThat(plansOfProducts()).singleElement().satisfies(plan -> {
            assertThat(plan.scansOf("products")).containsExactly("Index Scan");
            assertThat(plan.rowsRead()).isEqualTo(1000);
        });
    }

    @Test
    void aWholeCategoryIsReadWithoutTheOthers() {
        assertThat(client.get("/products?category=Shelf%207").data()).hasSize(1000);

        assertThat(plansOfProducts()).singleElement().satisfies(plan -> {
            assertThat(plan.scansOf("products")).doesNotContain("Seq Scan");
            // In an index, and then in the table.
            assertThat(plan.rowsRead()).isLessThanOrEqualTo(2 * PRODUCTS / CATEGORIES);
        });
    }

    @Test
    void theCategoriesAreCountedAlready() {
        assertThat(client.get("/products/categories").data()).hasSize(CATEGORIES);

        assertThat(plansOfProducts()).isEmpty();
        assertThat(recorder.plans())
                .extracting(QueryPlan::rowsRead)
                .allSatisfy(rows -> assertThat(rows).isLessThanOrEqualTo(CATEGORIES));
    }

    @Test
    void askingWhetherAnythingHasChangedReadsOneRow() {
        String etag = client.get("/products").headers().getETag();
        client.add("Jar of today", "Shelf 0", 1);
        recorder.clear();

        client.getIfNoneMatch("/products", etag).hasStatus(200);

        assertThat(recorder.plans())
                .filteredOn(plan -> plan.sql().contains("catalogue_revision"))
                .isNotEmpty()
                .allSatisfy(plan -> assertThat(plan.rowsRead()).isEqualTo(1));
    }

    @ParameterizedTest
    @CsvSource({"gorgonzola, 100", "gorgonzolla, 100", "gonzol, 100", "go, 100", "-zucchini, 0", "!?, 0"})
    void aSearchGoesThroughIndexes(String text, int found) {
        JsonNode page = client.get("/products?q={text}&limit=5", text).body();

        assertThat(page.at("/pagination/total").asInt()).isEqualTo(found);
        assertThat(recorder.plans()).isNotEmpty().allSatisfy(plan -> {
            assertThat(plan.scansOf("products")).as(plan.sql()).doesNotContain("Seq Scan");
            assertThat(plan.rowsRead()).as(plan.sql()).isLessThan(PRODUCTS / 100);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "/products/suggest?q={text}, gor, products",
        "/products/suggest?q={text}, gorgonzolla, products",
        "/products/suggest?q={text}, gonzol, products",
        "/products/suggest?q={text}, gorgonzola ja, products",
        "/products/search?q={text}, gorgonzola, items",
        "/products/search?q={text}&sort=price&minPrice=3, grogonzola, items",
    })
    void suggestionsAndFacetsGoThroughIndexes(String path, String text, String list) {
        assertThat(client.get(path, text).data().get(list)).isNotEmpty();

        assertThat(recorder.plans()).isNotEmpty().allSatisfy(plan -> {
            for (String table : List.of("products", "search_documents", "search_words")) {
                assertThat(plan.scansOf(table)).as(plan.sql()).doesNotContain("Seq Scan");
            }
            assertThat(plan.rowsRead()).as(plan.sql()).isLessThan(PRODUCTS / 100);
        });
    }

    @Test
    void productsAreReadByTheirIds() {
        List<UUID> some = jdbc.sql("select id from products where active limit 50")
                .query(UUID.class)
                .list();
        recorder.clear();

        assertThat(client.get("/products?ids=" + joined(some)).data()).hasSize(50);
        client.get("/products/" + some.getFirst()).hasStatus(200);
        client.put(some.getFirst().toString(), Map.of("name", "Jam", "category", "Shelf 1", "price", 2))
                .hasStatus(200);

        assertThat(plansOfProducts()).isNotEmpty().allSatisfy(plan -> {
            assertThat(plan.scansOf("products")).as(plan.sql()).doesNotContain("Seq Scan");
            assertThat(plan.rowsRead()).as(plan.sql()).isLessThanOrEqualTo(2 * 50);
        });
    }

    private List<QueryPlan> plansOfProducts() {
        return recorder.plans().stream()
                .filter(plan -> !plan.scansOf("products").isEmpty())
                .toList();
    }

    private static String joined(List<UUID> ids) {
        return String.join(",", ids.stream().map(UUID::toString).toList());
    }
}
