package com.homedelivery.product;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;

@IntegrationTest
@Import(ProductClient.class)
class CategoriesIT {

    private final String suffix = UUID.randomUUID().toString().substring(0, 8);

    @Autowired
    ApiClient api;

    @Autowired
    ProductClient client;

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
