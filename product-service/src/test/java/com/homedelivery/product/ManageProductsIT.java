package com.homedelivery.product;

import static com.homedelivery.product.ProductClient.body;
import static com.homedelivery.product.ProductClient.data;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.testing.AtOnce;
import com.homedelivery.shared.testing.IntegrationTest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

@IntegrationTest
class ManageProductsIT {

    private static final Map<String, Object> BANANAS = Map.of("name", "Bananas", "category", "Fruit", "price", 1.49);

    @LocalServerPort
    int port;

    @Autowired
    AccessTokens tokens;

    @Autowired
    JdbcClient jdbc;

    ProductClient client;

    @BeforeEach
    void connect() {
        client = new ProductClient(port, tokens);
    }

    @Test
    void anAdminAddsAProduct() {
        var answer = client.post(Role.ADMIN, BANANAS);

        answer.expectStatus().isCreated();
        assertThat(body(answer).get("success").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"USER", "RIDER"})
    void nobodyElseDoes(Role role) {
        String id = client.added("Bananas", "Fruit", 1.49);

        var post = client.post(role, BANANAS);
        post.expectStatus().isForbidden();
        assertThat(body(post).at("/error/code").asString()).isEqualTo("FORBIDDEN");
        client.delete(role, id).expectStatus().isForbidden();
    }

    @Test
    void whoIsNotSignedInIsToldSo() {
        var answer = client.postUnsigned(BANANAS);

        answer.expectStatus()
                .isUnauthorized()
                .expectHeader()
                .contentType(MediaType.APPLICATION_JSON_VALUE + ";charset=UTF-8");
        assertThat(body(answer).at("/error/code").asString()).isEqualTo("UNAUTHORIZED");
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
    void aProductThatCannotBeIsRefusedByField(String field, Object value) {
        Map<String, Object> request = new HashMap<>(BANANAS);
        request.put(field, value);

        var answer = client.post(Role.ADMIN, request);

        answer.expectStatus().isBadRequest();
        JsonNode error = body(answer).get("error");
        assertThat(error.get("code").asString()).isEqualTo("VALIDATION_ERROR");
        assertThat(error.get("details")
                        .valueStream()
                        .map(problem -> problem.get("field").asString()))
                .containsOnly(field);
    }

    @Test
    void aRevisionReplacesTheWholeProduct() {
        JsonNode added = data(client.post(
                Role.ADMIN, Map.of("name", "Bananas", "category", "Fruit", "price", 1.49, "description", "Yellow")));
        String id = added.get("id").asString();

        JsonNode revised = data(client.put(id, Map.of("name", "Plantains", "category", "Vegetables", "price", 2)));

        assertThat(revised.get("name").asString()).isEqualTo("Plantains");
        assertThat(revised.has("description")).isFalse();
        assertThat(revised.get("createdAt")).isEqualTo(added.get("createdAt"));
        assertThat(data(client.get("/products/" + id))).isEqualTo(revised);
    }

    @Test
    void whatIsNotThereIsNotRevisedOrDeactivated() {
        client.put("01900000-0000-7000-8000-ffffffffffff", BANANAS)
                .expectStatus()
                .isNotFound();
        client.put("nonsense", BANANAS).expectStatus().isNotFound();
        client.delete(Role.ADMIN, "nonsense").expectStatus().isNotFound();
    }

    @Test
    void aDeactivatedProductCanStillBeReadAndComeBack() {
        String id = client.added("Bananas", "Fruit", 1.49);

        var deactivated = client.delete(Role.ADMIN, id);
        deactivated.expectStatus().isOk();
        assertThat(data(deactivated).get("isActive").asBoolean()).isFalse();
        client.delete(Role.ADMIN, id).expectStatus().isOk();
        assertThat(data(client.get("/products/" + id)).get("isActive").asBoolean())
                .isFalse();

        Map<String, Object> again = new HashMap<>(BANANAS);
        again.put("isActive", true);
        assertThat(data(client.put(id, again)).get("isActive").asBoolean()).isTrue();
    }

    @Test
    void aRevisionOfAnOldVersionIsAConflict() {
        var added = client.post(Role.ADMIN, BANANAS);
        String id = data(added).get("id").asString();
        String etag = added.returnResult(Void.class).getResponseHeaders().getETag();

        client.putIfMatch(id, etag, BANANAS).expectStatus().isOk();

        var late = client.putIfMatch(id, etag, BANANAS);
        late.expectStatus().isEqualTo(409);
        assertThat(body(late).at("/error/code").asString()).isEqualTo("CONFLICT");
        client.putIfMatch(id, "yesterday", BANANAS).expectStatus().isBadRequest();
    }

    @Test
    void ofRevisionsAtTheSameMomentNoneIsLostUnnoticed() throws Exception {
        String id = client.added("Bananas", "Fruit", 1.49);
        CountDownLatch start = new CountDownLatch(1);
        List<Integer> answers;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> revisions = IntStream.range(0, 12)
                    .mapToObj(_ -> threads.submit(() -> {
                        start.await();
                        return client.put(id, BANANAS)
                                .returnResult(Void.class)
                                .getStatus()
                                .value();
                    }))
                    .toList();
            start.countDown();
            answers = awaited(revisions);
        }
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
        String id = client.added("Bananas", "Fruit", 1.49);

        for (int cents = 150; cents < 170; cents++) {
            BigDecimal price = BigDecimal.valueOf(cents, 2);
            client.put(id, Map.of("name", "Bananas", "category", "Fruit", "price", price))
                    .expectStatus()
                    .isOk();
            assertThat(data(client.get("/products/" + id)).get("price").decimalValue())
                    .isEqualByComparingTo(price);
            assertThat(data(client.get("/products?ids=" + id)).at("/0/price").decimalValue())
                    .isEqualByComparingTo(price);
        }
    }

    @Test
    void whatWasNotThereIsFoundAsSoonAsItIs() {
        UUID id = UUID.randomUUID();
        client.get("/products/" + id).expectStatus().isNotFound();

        jdbc.sql("""
                        insert into products (id, name, category, price, active, created_at, updated_at, version)
                        values (:id, 'Bananas', 'Fruit', 1, true, now(), now(), 0)
                        """).param("id", id).update();

        await().untilAsserted(() -> client.get("/products/" + id).expectStatus().isOk());
    }

    @Test
    void everyChangeHasARevisionOfItsOwn() {
        long before = revision();
        String id = client.added("Bananas", "Fruit", 1.49);
        client.put(id, BANANAS);
        client.delete(Role.ADMIN, id);
        assertThat(revision()).isEqualTo(before + 3);

        client.delete(Role.ADMIN, id).expectStatus().isOk();
        client.putIfMatch(id, "W/\"0\"", BANANAS).expectStatus().isEqualTo(409);
        client.put(id, Map.of("name", " ")).expectStatus().isBadRequest();
        assertThat(revision()).isEqualTo(before + 3);
    }

    @Test
    void theCategoriesAreRightHoweverManyChangeAtOnce() {
        List<String> ids = IntStream.range(0, 12)
                .mapToObj(i -> client.added("Product " + i, "Row " + i % 3, 1))
                .toList();
        List<Supplier<Integer>> changes = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            String id = ids.get(i);
            Map<String, Object> moved = Map.of("name", "Moved", "category", "Row " + (i + 1) % 4, "price", 1);
            changes.add(() -> statusOf(client.put(id, moved)));
            changes.add(() -> statusOf(client.delete(Role.ADMIN, id)));
            changes.add(() -> statusOf(client.post(Role.ADMIN, moved)));
        }

        assertThat(AtOnce.run(changes)).contains(200, 201);
        jdbc.sql("update products set category = 'Row 9', active = not active where category in ('Row 1', 'Row 2')")
                .update();
        jdbc.sql("delete from products where category = 'Row 3'").update();

        assertThat(counts("select category, products from category_counts where products <> 0"))
                .isEqualTo(counts("select category, count(*) from products where active group by category"));
    }

    @Test
    void anAnswerCarriesItsVersion() {
        client.post(Role.ADMIN, BANANAS).expectHeader().valueEquals(HttpHeaders.ETAG, "W/\"0\"");
    }

    private static List<Integer> awaited(List<Future<Integer>> answers) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> answer : answers) {
            statuses.add(answer.get());
        }
        return statuses;
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

    private static int statusOf(RestTestClient.ResponseSpec answer) {
        return answer.returnResult(Void.class).getStatus().value();
    }
}
