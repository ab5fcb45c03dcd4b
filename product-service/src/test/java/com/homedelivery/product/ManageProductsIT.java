package com.homedelivery.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.AtOnce;
import com.homedelivery.shared.testing.IntegrationTest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@IntegrationTest
@Import(ProductClient.class)
class ManageProductsIT {

    private static final Map<String, Object> BANANAS = Map.of("name", "Bananas", "category", "Fruit", "price", 1.49);

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApiClient api;

    @Autowired
    ProductClient client;

    @Test
    void anAdminAddsAProduct() {
        var answer = client.post(BANANAS);

        answer.hasStatus(201);
        assertThat(answer.body().get("success").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"USER", "RIDER"})
    void nobodyElseManagesProducts(Role role) {
        String id = client.add("Bananas", "Fruit", 1.49);

        api.as(role).post("/products", BANANAS).hasError(403, "FORBIDDEN");
        api.as(role).delete("/products/" + id).hasStatus(403);
    }

    @Test
    void refusesWhoIsNotSignedIn() {
        var answer = api.post("/products", BANANAS);

        answer.hasError(401, "UNAUTHORIZED");
        assertThat(answer.header(HttpHeaders.CONTENT_TYPE)).isEqualTo("application/json;charset=UTF-8");
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of("name", " "),
                Arguments.of("name", "x".repeat(201)),
                Arguments.of("name", null),
                Arguments.of("name", 7),
                Arguments.of("category", ""),
                Arguments.of("category", "x".repeat(61)),
                Arguments.of("price", 0),
                Arguments.of("price", -1),
                Arguments.of("price", new BigDecimal("1.999")),
                Arguments.of("price", 100_000),
                Arguments.of("price", "1.50"),
                Arguments.of("price", null),
                Arguments.of("description", "x".repeat(2001)),
                Arguments.of("imageUrl", "javascript:alert(1)"),
                Arguments.of("imageUrl", "ftp://images.homedelivery.test/bananas.jpg"),
                Arguments.of("isActive", "maybe"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void refusesInvalidProductsByField(String field, Object value) {
        Map<String, Object> request = new HashMap<>(BANANAS);
        request.put(field, value);

        var answer = client.post(request);

        answer.hasStatus(400);
        JsonNode error = answer.body().get("error");
        assertThat(error.get("code").asString()).isEqualTo("VALIDATION_ERROR");
        assertThat(error.get("details")
                        .valueStream()
                        .map(problem -> problem.get("field").asString()))
                .containsOnly(field);
    }

    @Test
    void aRevisionReplacesTheWholeProduct() {
        JsonNode added = client.post(
                        Map.of("name", "Bananas", "category", "Fruit", "price", 1.49, "description", "Yellow"))
                .data();
        String id = added.get("id").asString();

        JsonNode revised = client.put(id, Map.of("name", "Plantains", "category", "Vegetables", "price", 2))
                .data();

        assertThat(revised.get("name").asString()).isEqualTo("Plantains");
        assertThat(revised.has("description")).isFalse();
        assertThat(revised.get("createdAt")).isEqualTo(added.get("createdAt"));
        assertThat(client.get("/products/" + id).data()).isEqualTo(revised);
    }

    @Test
    void anUnknownProductIsNotRevisedOrDeactivated() {
        client.put("01900000-0000-7000-8000-ffffffffffff", BANANAS).hasStatus(404);
        client.put("nonsense", BANANAS).hasStatus(404);
        client.delete("nonsense").hasStatus(404);
    }

    @Test
    void aDeactivatedProductCanStillBeReadAndComeBack() {
        String id = client.add("Bananas", "Fruit", 1.49);

        var deactivated = client.delete(id);
        deactivated.hasStatus(200);
        assertThat(deactivated.data().get("isActive").asBoolean()).isFalse();
        client.delete(id).hasStatus(200);
        assertThat(client.get("/products/" + id).data().get("isActive").asBoolean())
                .isFalse();

        Map<String, Object> again = new HashMap<>(BANANAS);
        again.put("isActive", true);
        assertThat(client.put(id, again).data().get("isActive").asBoolean()).isTrue();
    }

    @Test
    void aRevisionOfAnOldVersionIsAConflict() {
        var added = client.post(BANANAS);
        String id = added.data().get("id").asString();
        String etag = added.headers().getETag();

        client.putIfMatch(id, etag, BANANAS).hasStatus(200);

        var late = client.putIfMatch(id, etag, BANANAS);
        late.hasError(409, "CONFLICT");
        client.putIfMatch(id, "yesterday", BANANAS).hasStatus(400);
    }

    @Test
    void concurrentRevisionsAreNeverLostSilently() {
        String id = client.add("Bananas", "Fruit", 1.49);
        List<Integer> answers = AtOnce.run(12, () -> client.put(id, BANANAS).status());
        long done = answers.stream().filter(status -> status == 200).count();

        assertThat(answers).containsAnyOf(200).allMatch(status -> status == 200 || status == 409);
        assertThat(jdbc.sql("select version from products where id = :id::uuid")
                        .param("id", id)
                        .query(Long.class)
                        .single())
                .isEqualTo(done);
    }

    @Test
    void whoReadsAfterAChangeReadsIt() {
        String id = client.add("Bananas", "Fruit", 1.49);

        for (int cents = 150; cents < 170; cents++) {
            BigDecimal price = BigDecimal.valueOf(cents, 2);
            client.put(id, Map.of("name", "Bananas", "category", "Fruit", "price", price))
                    .hasStatus(200);
            assertThat(client.get("/products/" + id).data().get("price").decimalValue())
                    .isEqualByComparingTo(price);
            assertThat(client.get("/products?ids=" + id).data().at("/0/price").decimalValue())
                    .isEqualByComparingTo(price);
        }
    }

    @Test
    void aNewProductIsFoundThoughItWasMissingBefore() {
        UUID id = UUID.randomUUID();
        client.get("/products/" + id).hasStatus(404);

        jdbc.sql("""
                        insert into products (id, name, category, price, active, created_at, updated_at, version)
                        values (:id, 'Bananas', 'Fruit', 1, true, now(), now(), 0)
                        """).param("id", id).update();

        await().untilAsserted(() -> client.get("/products/" + id).hasStatus(200));
    }

    @Test
    void everyChangeHasARevisionOfItsOwn() {
        long before = revision();
        String id = client.add("Bananas", "Fruit", 1.49);
        client.put(id, BANANAS);
        client.delete(id);
        assertThat(revision()).isEqualTo(before + 3);

        client.delete(id).hasStatus(200);
        client.putIfMatch(id, "W/\"0\"", BANANAS).hasStatus(409);
        client.put(id, Map.of("name", " ")).hasStatus(400);
        assertThat(revision()).isEqualTo(before + 3);
    }

    @Test
    void theCategoriesAreRightHoweverManyChangeAtOnce() {
        List<String> ids = IntStream.range(0, 12)
                .mapToObj(i -> client.add("Product " + i, "Row " + i % 3, 1))
                .toList();
        List<Supplier<Integer>> changes = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            String id = ids.get(i);
            Map<String, Object> moved = Map.of("name", "Moved", "category", "Row " + (i + 1) % 4, "price", 1);
            changes.add(() -> client.put(id, moved).status());
            changes.add(() -> client.delete(id).status());
            changes.add(() -> client.post(moved).status());
        }

        assertThat(AtOnce.run(changes)).contains(200, 201);
        jdbc.sql("update products set category = 'Row 9', active = not active where category in ('Row 1', 'Row 2')")
                .update();
        jdbc.sql("delete from products where category = 'Row 3'").update();

        assertThat(counts("select category, products from category_counts where products <> 0"))
                .isEqualTo(counts("select category, count(*) from products where active group by category"));
    }

    @Test
    void aResponseHasItsVersionAsETag() {
        assertThat(client.post(BANANAS).header(HttpHeaders.ETAG)).isEqualTo("W/\"0\"");
    }

    private long revision() {
        return jdbc.sql("select revision from catalogue_revision")
                .query(Long.class)
                .single();
    }

    private Map<String, Long> counts(String sql) {
        Map<String, Long> counts = new HashMap<>();
        jdbc.sql(sql).query(row -> {
            counts.put(row.getString(1), row.getLong(2));
        });
        return counts;
    }
}
