package com.homedelivery.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.product.application.ManageCategories;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.AtOnce;
import com.homedelivery.shared.testing.IntegrationTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

@IntegrationTest
@Import(ProductClient.class)
class CategoriesIT {

    private final String suffix = UUID.randomUUID().toString().substring(0, 8);

    @Autowired
    ApiClient api;

    @Autowired
    ProductClient client;

    @Autowired
    ManageCategories categories;

    @Autowired
    TransactionOperations transactions;

    @Autowired
    JdbcClient jdbc;

    @Test
    void aCategoryThatIsOnlyNamedIsARoot() {
        client.add("Milk", "Käse & Co " + suffix, 1);

        JsonNode root = nodeOf("kase-co-" + suffix);

        assertThat(root.get("name").asString()).isEqualTo("Käse & Co " + suffix);
        assertThat(root.get("count").asInt()).isEqualTo(1);
        assertThat(root.has("parentId")).isFalse();
    }

    @Test
    void productsStandInATree() {
        String dairy = create("Dairy " + suffix, null).data("id");
        String milk = create("Milk " + suffix, dairy).data("id");
        String id = client.post(Map.of("name", "Whole Milk", "categoryId", milk, "price", 1))
                .data("id");

        JsonNode product = client.get("/products/" + id).data();

        assertThat(product.get("category").asString()).isEqualTo("Milk " + suffix);
        assertThat(product.get("categoryPath")
                        .valueStream()
                        .map(step -> step.get("slug").asString()))
                .containsExactly("dairy-" + suffix, "milk-" + suffix);
        assertThat(namesUnder("dairy-" + suffix)).containsExactly("Whole Milk");
        assertThat(client.get("/products?under={slug}&limit=1", "dairy-" + suffix)
                        .body()
                        .at("/pagination/total")
                        .asInt())
                .isEqualTo(1);
        assertThat(nodeOf("dairy-" + suffix).get("count").asInt()).isEqualTo(1);
        assertThat(nodeOf("dairy-" + suffix).at("/children/0/slug").asString()).isEqualTo("milk-" + suffix);
        assertThat(client.get("/products/categories").data().valueStream().map(JsonNode::toString))
                .contains("{\"category\":\"Milk %s\",\"count\":1}".formatted(suffix));
    }

    @Test
    void whoKnowsNoTreeChangesAProductInIt() {
        String dairy = create("Dairy " + suffix, null).data("id");
        String milk = create("Milk " + suffix, dairy).data("id");
        String id = client.post(Map.of("name", "Whole Milk", "categoryId", milk, "price", 1))
                .data("id");

        client.put(id, Map.of("name", "Whole Milk", "category", "Milk " + suffix, "price", 2));
        assertThat(namesUnder("dairy-" + suffix)).containsExactly("Whole Milk");

        client.put(id, Map.of("name", "Whole Milk", "category", "Drinks " + suffix, "price", 2));
        assertThat(namesUnder("dairy-" + suffix)).isEmpty();
        assertThat(namesUnder("drinks-" + suffix)).containsExactly("Whole Milk");
    }

    @Test
    void aRenamedCategoryTakesItsProductsAlongAndKeepsItsSlug() {
        String dairy = create("Dairy " + suffix, null).data("id");
        String milk = create("Milk " + suffix, dairy).data("id");
        String id = client.post(Map.of("name", "Whole Milk", "categoryId", milk, "price", 1))
                .data("id");
        String etag = client.get("/products/" + id).headers().getETag();

        revise(milk, "Fresh milk " + suffix, dairy).hasStatus(200);
        revise(dairy, "Chilled " + suffix, null).hasStatus(200);

        JsonNode product =
                client.getIfNoneMatch("/products/" + id, etag).hasStatus(200).data();
        assertThat(product.get("category").asString()).isEqualTo("Fresh milk " + suffix);
        assertThat(product.at("/categoryPath/0/name").asString()).isEqualTo("Chilled " + suffix);
        assertThat(product.at("/categoryPath/1/slug").asString()).isEqualTo("milk-" + suffix);
        assertThat(namesUnder("dairy-" + suffix)).containsExactly("Whole Milk");
    }

    @ParameterizedTest
    @CsvSource({"a name, Chilled, false", "a parent, Dairy, true"})
    void aChangeOfACategoryGoesThroughTheProductsBelowItOnce(String change, String name, boolean isMoved) {
        String dairy = create("Dairy " + suffix, null).data("id");
        String frozen = create("Frozen " + suffix, null).data("id");
        for (int i = 0; i < 4; i++) {
            String shelf = create("Shelf " + i, dairy).data("id");
            for (int j = 0; j < 4; j++) {
                fill(create("Row " + j, shelf).data("id"), 100);
            }
            fill(shelf, 100);
        }
        fill(dairy, 100);
        fillElsewhere(200, 100);
        jdbc.sql("analyze products, categories, search_documents").update();
        long versions = versionsUnder(dairy);

        Map<String, Long> counted = inOneTransaction(() -> categories.revise(
                UUID.fromString(dairy),
                new ManageCategories.Command(name + " " + suffix, isMoved ? UUID.fromString(frozen) : null, null),
                null));

        long below = 21 * 100;
        assertThat(counted).containsEntry("products written", below);
        assertThat(counted).containsEntry("documents written", below);
        assertThat(counted.get("products read")).isLessThanOrEqualTo(2 * numberOfProducts() + 4 * below);
        assertThat(versionsUnder(dairy)).as("each has one version more").isEqualTo(versions + below);
        assertThat(namesUnder("dairy-" + suffix)).hasSize(1000);
        assertThat(jdbc.sql("select count(*) from search_documents where :slug = any(path_slugs) and category = :name")
                        .param("slug", "dairy-" + suffix)
                        .param("name", name + " " + suffix)
                        .query(Long.class)
                        .single())
                .isEqualTo(100);
    }

    @Test
    void aCategoryIsNotMovedBelowItself() {
        String a = create("A " + suffix, null).data("id");
        String b = create("B " + suffix, a).data("id");
        String c = create("C " + suffix, b).data("id");

        revise(a, "A " + suffix, c).hasError(400, "VALIDATION_ERROR").hasFieldError("parentId");
        revise(a, "A " + suffix, a).hasFieldError("parentId");
        revise(a, "A " + suffix, UUID.randomUUID().toString()).hasFieldError("parentId");
    }

    @Test
    void twoMovesAtOnceMakeNoCircle() {
        String a = create("A " + suffix, null).data("id");
        String b = create("B " + suffix, null).data("id");

        List<Integer> answers = AtOnce.run(List.of(
                () -> revise(a, "A " + suffix, b).status(),
                () -> revise(b, "B " + suffix, a).status()));

        assertThat(answers).containsExactlyInAnyOrder(200, 400);
    }

    @Test
    void aCategoryInUseIsNotRemoved() {
        String dairy = create("Dairy " + suffix, null).data("id");
        String milk = create("Milk " + suffix, dairy).data("id");
        String id = client.post(Map.of("name", "Whole Milk", "categoryId", milk, "price", 1))
                .data("id");
        client.delete(id);

        remove(dairy).hasError(409, "CONFLICT");
        remove(milk).hasError(409, "CONFLICT");

        client.put(id, Map.of("name", "Whole Milk", "category", "Drinks " + suffix, "price", 2));
        remove(milk).hasStatus(200);
        remove(dairy).hasStatus(200);
        remove(dairy).hasStatus(404);
    }

    @Test
    void namesAndSlugsAreOfOneCategoryOnly() {
        String dairy = create("Dairy " + suffix, null).data("id");
        create("Dairy " + suffix, null).hasError(409, "CONFLICT");
        assertThat(create("Dairy " + suffix, dairy).data("slug")).isEqualTo("dairy-" + suffix + "-2");

        api.asAdmin()
                .post("/products/categories", Map.of("name", "Other " + suffix, "slug", "dairy-" + suffix))
                .hasError(409, "CONFLICT");
        api.asAdmin()
                .post("/products/categories", Map.of("name", "Other " + suffix, "slug", "No slug"))
                .hasFieldError("slug");
        create(" ", null).hasFieldError("name");
    }

    @Test
    void aChangeOfAnOldVersionIsAConflict() {
        ApiResult created = create("Dairy " + suffix, null);
        String id = created.data("id");
        String etag = created.header(HttpHeaders.ETAG);
        revise(id, "Milk " + suffix, null).hasStatus(200);

        api.asAdmin()
                .withHeader(HttpHeaders.IF_MATCH, etag)
                .put("/products/categories/" + id, Map.of("name", "Cheese " + suffix))
                .hasError(409, "CONFLICT");
        api.asAdmin()
                .withHeader(HttpHeaders.IF_MATCH, etag)
                .delete("/products/categories/" + id)
                .hasError(409, "CONFLICT");
    }

    @Test
    void onlyAdminsChangeTheTree() {
        api.asCustomer()
                .post("/products/categories", Map.of("name", "Dairy " + suffix))
                .hasError(403, "FORBIDDEN");
    }

    private void fill(String categoryId, int products) {
        jdbc.sql("""
            insert into products (id, name, category, category_id, price, active, created_at, updated_at, version)
            select gen_random_uuid(), 'Jar ' || i, name, id, 1, true, now(), now(), 0
            from categories, generate_series(1, :products) i where id = :category
            """)
                .param("products", products)
                .param("category", UUID.fromString(categoryId))
                .update();
    }

    private void fillElsewhere(int shelves, int products) {
        jdbc.sql("""
                        insert into categories (id, name, slug, created_at, updated_at)
                        select gen_random_uuid(), 'Elsewhere ' || id, 'elsewhere-' || id, now(), now()
                        from (select gen_random_uuid() as id from generate_series(1, :shelves)) shelves
                        """).param("shelves", shelves).update();
        jdbc.sql("""
                        insert into products (id, name, category, category_id, price, active, created_at, updated_at, version)
                        select gen_random_uuid(), 'Jar ' || i, name, id, 1, false, now(), now(), 0
                        from categories c, generate_series(1, :products) i
                        where slug like 'elsewhere-%' and not exists (select from products where category_id = c.id)
                        """).param("products", products).update();
    }

    private long numberOfProducts() {
        return jdbc.sql("select count(*) from products").query(Long.class).single();
    }

    private long versionsUnder(String categoryId) {
        return jdbc.sql("""
            with recursive below as (
                select id from categories where id = :category
                union all
                select c.id from categories c join below b on c.parent_id = b.id)
            select sum(version) from products where category_id in (select id from below)
            """)
                .param("category", UUID.fromString(categoryId))
                .query(Long.class)
                .single();
    }

    /** Rows that a change goes through and writes, as PostgreSQL counts them in its transaction. */
    private Map<String, Long> inOneTransaction(Runnable change) {
        Map<String, Long> counted = new HashMap<>();
        transactions.executeWithoutResult(_ -> {
            change.run();
            jdbc.sql("""
                select relname, coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) as read, n_tup_upd, n_tup_ins
                from pg_stat_xact_user_tables where relname in ('products', 'search_documents')
                """).query(row -> {
                if (row.getString("relname").equals("products")) {
                    counted.put("products read", row.getLong("read"));
                    counted.put("products written", row.getLong("n_tup_upd"));
                } else {
                    counted.put("documents written", row.getLong("n_tup_ins"));
                }
            });
        });
        return counted;
    }

    private ApiResult create(String name, @Nullable String parentId) {
        return api.asAdmin().post("/products/categories", body(name, parentId));
    }

    private ApiResult revise(String id, String name, @Nullable String parentId) {
        return api.asAdmin().put("/products/categories/" + id, body(name, parentId));
    }

    private ApiResult remove(String id) {
        return api.asAdmin().delete("/products/categories/" + id);
    }

    private static Map<String, Object> body(String name, @Nullable String parentId) {
        Map<String, Object> body = new HashMap<>(Map.of("name", name));
        if (parentId != null) {
            body.put("parentId", parentId);
        }
        return body;
    }

    private List<String> namesUnder(String slug) {
        return client.get("/products?under={slug}", slug)
                .data()
                .valueStream()
                .map(product -> product.get("name").asString())
                .toList();
    }

    private JsonNode nodeOf(String slug) {
        return nodes(client.get("/products/categories/tree").data())
                .filter(node -> node.get("slug").asString().equals(slug))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<JsonNode> nodes(JsonNode list) {
        return list.valueStream().flatMap(node -> Stream.concat(Stream.of(node), nodes(node.get("children"))));
    }
}
