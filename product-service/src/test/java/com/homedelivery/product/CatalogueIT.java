package com.homedelivery.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.IntegrationTest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;

@IntegrationTest
@Import(ProductClient.class)
class CatalogueIT {

    /** A category that only this test uses. */
    private final String category = "Category " + UUID.randomUUID();

    @Autowired
    ApiClient api;

    @Autowired
    ProductClient client;

    @Test
    void anybodyReadsAProduct() {
        JsonNode added = client.post(Map.of(
                        "name", "Bananas",
                        "description", "A bunch of five",
                        "category", category,
                        "price", 1.5,
                        "imageUrl", "https://images.homedelivery.test/bananas.jpg"))
                .data();

        JsonNode read = client.get("/products/" + added.get("id").asString()).data();

        assertThat(read).isEqualTo(added);
        assertThat(read.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "name",
                        "description",
                        "category",
                        "price",
                        "imageUrl",
                        "isActive",
                        "createdAt",
                        "updatedAt",
                        "categoryPath",
                        "taxRate",
                        "inStock",
                        "images",
                        "attributes");
        assertThat(read.get("price").decimalValue()).isEqualByComparingTo("1.5");
        assertThat(read.get("isActive").asBoolean()).isTrue();
        assertThat(read.get("createdAt").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    }

    @Test
    void leavesOutUnknownValues() {
        String id = client.add("Bananas", category, 1.49);

        assertThat(client.get("/products/" + id).data().propertyNames()).doesNotContain("description", "imageUrl");
    }

    @ParameterizedTest
    @ValueSource(strings = {"product-uuid", "01900000-0000-7000-8000-ffffffffffff"})
    void anUnknownProductIsNotFound(String id) {
        client.get("/products/" + id).hasError(404, "NOT_FOUND");
    }

    @Test
    void aPublicReadIgnoresAnInvalidToken() {
        api.withToken("not.a.token").get("/products").hasStatus(200);
    }

    @Test
    void theListIsABareArrayOfWhatIsOnSale() {
        String bananas = client.add("Bananas", category, 1.49);
        String apples = client.add("Apples", category, 3.29);
        String plums = client.add("Plums", category, 2.99);
        client.delete(plums).hasStatus(200);

        JsonNode answer = client.get("/products?category={category}", category).body();

        assertThat(idsOf(answer.get("data"))).containsExactly(apples, bananas);
        assertThat(answer.has("pagination")).isFalse();
        assertThat(client.get("/products").data().isArray()).isTrue();
    }

    @Test
    void severalProductsAreReadAtOnce() {
        String bananas = client.add("Bananas", category, 1.49);
        String apples = client.add("Apples", category, 3.29);
        String plums = client.add("Plums", category, 2.99);
        client.delete(plums);

        JsonNode some = client.get("/products?ids={a},{b},{c},{d},nonsense", bananas, apples, plums, UUID.randomUUID())
                .data();

        assertThat(idsOf(some)).containsExactlyInAnyOrder(bananas, apples);
        assertThat(idsOf(client.get("/products?ids=nonsense").data())).isEmpty();
        assertThat(idsOf(client.get("/products?ids=").data())).isEmpty();
    }

    @Test
    void atMostAHundredProductsAreReadAtOnce() {
        String tooMany = IntStream.range(0, 101)
                .mapToObj(_ -> UUID.randomUUID().toString())
                .collect(Collectors.joining(","));

        assertInvalid(client.get("/products?ids=" + tooMany), "ids");
    }

    @Test
    void aPageHasItsNumberAndTheTotal() {
        for (int i = 1; i <= 5; i++) {
            client.add("Product " + i, category, i);
        }

        JsonNode second = client.get("/products?category={category}&page=2&limit=2", category)
                .body();
        JsonNode beyond = client.get("/products?category={category}&page=9&limit=2", category)
                .body();

        assertThat(namesOf(second.get("data"))).containsExactly("Product 3", "Product 4");
        assertThat(second.get("pagination").toString())
                .startsWith("{\"page\":2,\"limit\":2,\"total\":5,\"totalPages\":3,\"next\":\"");
        assertThat(beyond.get("pagination").toString())
                .isEqualTo("{\"page\":9,\"limit\":2,\"total\":5,\"totalPages\":3}");
        assertThat(beyond.get("data").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "name", "price", "-price", "newest"})
    void thePagesAfterEachOtherAreTheWholeList(String sort) {
        for (int i = 1; i <= 7; i++) {
            client.add("Product " + i % 3, category, 1 + i % 2);
        }

        assertThat(pagesAfterEachOther("/products?category={category}&limit=2&sort=" + sort))
                .isEqualTo(idsOf(client.get("/products?category={category}&sort=" + sort, category)
                        .data()))
                .hasSize(7);
    }

    @Test
    void searchResultsHaveCursorsToo() {
        for (int i = 1; i <= 5; i++) {
            client.add("Green Tea " + i, category, i);
        }

        for (String query : List.of("q=tea", "q=tea&sort=-price", "q=tea&sort=name")) {
            assertThat(pagesAfterEachOther("/products?category={category}&limit=2&" + query))
                    .isEqualTo(idsOf(client.get("/products?category={category}&" + query, category)
                            .data()))
                    .hasSize(5);
        }
    }

    @Test
    void whatIsAddedBeforeDoesNotMoveTheNextPage() {
        List<String> all = Stream.of("B", "C", "D", "E")
                .map(name -> client.add(name, category, 1))
                .toList();
        JsonNode first =
                client.get("/products?category={category}&limit=2", category).body();
        client.add("A", category, 1);

        JsonNode second = client.get(
                        "/products?category={category}&limit=2&after={next}",
                        category,
                        first.at("/pagination/next").asString())
                .body();

        assertThat(idsOf(second.get("data"))).isEqualTo(all.subList(2, 4));
        assertThat(second.get("pagination").toString())
                .isEqualTo("{\"page\":2,\"limit\":2,\"total\":5,\"totalPages\":3}");
    }

    @Test
    void refusesACursorOfAnotherList() {
        client.add("Bananas", category, 1.49);
        client.add("Apples", category, 3.29);
        String next = client.get("/products?limit=1&sort=price")
                .body()
                .at("/pagination/next")
                .asString();

        assertInvalid(client.get("/products?after=nonsense"), "after");
        assertInvalid(client.get("/products?sort=name&after=" + next), "after");
        assertInvalid(client.get("/products?sort=price&page=2&after=" + next), "after");
        client.get("/products?sort=price&after=" + next).hasStatus(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"page=0", "limit=101", "limit=0", "page=x"})
    void refusesAnInvalidPage(String query) {
        assertInvalid(client.get("/products?" + query), query.substring(0, query.indexOf('=')));
    }

    @Test
    void sortsAsRequested() {
        client.add("Bananas", category, 3);
        client.add("Apples", category, 1);
        client.add("Cherries", category, 2);

        assertThat(sorted("name")).containsExactly("Apples", "Bananas", "Cherries");
        assertThat(sorted("price")).containsExactly("Apples", "Cherries", "Bananas");
        assertThat(sorted("-price")).containsExactly("Bananas", "Cherries", "Apples");
        assertThat(sorted("newest")).containsExactly("Cherries", "Apples", "Bananas");
    }

    @Test
    void refusesAnUnknownSortOrderAndNamesTheChoices() {
        ApiResult answer = client.get("/products?sort=colour");

        assertInvalid(answer, "sort");
        assertThat(answer.errorDetails().at("/0/message").asString())
                .isEqualTo("must be one of name, price, -price, newest");
        assertInvalid(client.get("/products?sort=relevance"), "sort");
        client.get("/products?q=milk&sort=relevance").hasStatus(200);
    }

    @ParameterizedTest
    @CsvSource({
        "Dried Tomatoes, tomato",
        "Dried Tomatoes, drying tomatoes",
        "Strawberries, strawb",
        "Mozzarella, mozarella",
    })
    void otherFormsBeginningsAndMisspellingsFindAName(String name, String text) {
        client.add(name, category, 3);
        client.add("Bread", category, 3);

        assertThat(found(text)).containsExactly(name);
    }

    @Test
    void aNameCountsForMoreThanADescription() {
        client.post(
                Map.of("name", "A Spread", "description", "Goes well with honey", "category", category, "price", 2));
        client.add("Honey", category, 3);

        assertThat(found("honey")).containsExactly("Honey", "A Spread");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "_", "\\", "'", "\"", "zq & | ! (", "100%_\\", ":x", "<->"})
    void anyTextCanBeSearchedFor(String text) {
        client.add("Bread", category, 3);

        assertThat(found(text)).isEmpty();
    }

    @Test
    void aTextThatIsTooLongIsRefused() {
        assertInvalid(client.get("/products?q=" + "x".repeat(101)), "q");
    }

    @Test
    void searchResultsComeInPages() {
        client.add("Green Tea", category, 3);
        client.add("Black Tea", category, 4);

        JsonNode page = client.get("/products?q=tea&category={category}&limit=1&sort=-price", category)
                .body();

        assertThat(namesOf(page.get("data"))).containsExactly("Black Tea");
        assertThat(page.at("/pagination/total").asInt()).isEqualTo(2);
    }

    @Test
    void aMinusExcludesNothing() {
        client.add("Semi-Skimmed Milk", category, 3);

        assertThat(found("semi-skimmed")).containsExactly("Semi-Skimmed Milk");
        assertThat(found("-milk")).containsExactly("Semi-Skimmed Milk");
    }

    @Test
    void categoriesAreCounted() {
        client.add("Bananas", category, 1);
        client.add("Apples", category, 1);
        client.delete(client.add("Plums", category, 1));

        JsonNode categories = client.get("/products/categories").data();

        assertThat(categories.valueStream().map(JsonNode::toString))
                .contains("{\"category\":\"%s\",\"count\":2}".formatted(category));
    }

    @Test
    void aProductThatDidNotChangeIsNotSentAgain() {
        String id = client.add("Bananas", category, 1.49);
        String path = "/products/" + id;
        String etag = etagOf(path);

        var same = client.getIfNoneMatch(path, etag);
        same.hasStatus(304);
        assertThat(same.header(HttpHeaders.ETAG)).isEqualTo(etag);
        assertThat(same.header(HttpHeaders.CACHE_CONTROL)).isEqualTo("no-cache, public");
        assertThat(same.text()).isEmpty();

        client.put(id, Map.of("name", "Bananas", "category", category, "price", 1.59));
        client.getIfNoneMatch(path, etag).hasStatus(200);
        assertThat(etagOf(path)).isNotEqualTo(etag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/products", "/products?page=1", "/products?q=bananas", "/products/categories"})
    void aListThatDidNotChangeIsNotSentAgain(String path) {
        String id = client.add("Bananas", category, 1.49);
        String etag = etagOf(path);

        client.getIfNoneMatch(path, etag).hasStatus(304);

        client.delete(id);
        client.getIfNoneMatch(path, etag).hasStatus(200);
    }

    @Test
    void aCachedResponseIsSentUnchangedButWithItsOwnTime() {
        String id = client.add("Crème brûlée – ½ “à la carte” 🍮", category, 3.5);
        for (String path : List.of("/products/" + id, "/products?ids=" + id, "/products?category={category}")) {
            Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS);

            for (int i = 0; i < 2; i++) {
                var answer = client.get(path, category);
                assertThat(answer.headers().getContentType()).isEqualTo(MediaType.APPLICATION_JSON);
                JsonNode body = answer.body();
                JsonNode product = body.get("data").isArray() ? body.at("/data/0") : body.get("data");
                assertThat(product.get("name").asString()).isEqualTo("Crème brûlée – ½ “à la carte” 🍮");
                assertThat(Instant.parse(body.get("timestamp").asString())).isAfterOrEqualTo(start);
            }
        }
    }

    private List<String> pagesAfterEachOther(String query) {
        List<String> ids = new ArrayList<>();
        JsonNode page = client.get(query, category).body();
        ids.addAll(idsOf(page.get("data")));
        for (int number = 2; page.at("/pagination").has("next"); number++) {
            page = client.get(
                            query + "&after={next}",
                            category,
                            page.at("/pagination/next").asString())
                    .body();
            assertThat(page.at("/pagination/page").asInt()).isEqualTo(number);
            ids.addAll(idsOf(page.get("data")));
        }
        return ids;
    }

    private List<String> sorted(String order) {
        return namesOf(client.get("/products?category={category}&sort={order}", category, order)
                .data());
    }

    private List<String> found(String text) {
        return namesOf(client.get("/products?category={category}&q={text}", category, text)
                .data());
    }

    private String etagOf(String path) {
        String etag = client.get(path).headers().getETag();
        assertThat(etag).isNotNull();
        return etag;
    }

    private static void assertInvalid(ApiResult answer, String field) {
        answer.hasError(400, "VALIDATION_ERROR").hasFieldError(field);
    }

    private static List<String> idsOf(JsonNode products) {
        return each(products, "id");
    }

    private static List<String> namesOf(JsonNode products) {
        return each(products, "name");
    }

    private static List<String> each(JsonNode products, String field) {
        List<String> values = new ArrayList<>();
        products.forEach(product -> values.add(product.get(field).asString()));
        return values;
    }
}
