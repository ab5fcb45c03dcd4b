package com.homedelivery.product;

import static com.homedelivery.product.ProductClient.body;
import static com.homedelivery.product.ProductClient.data;
import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.Role;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;

@IntegrationTest
class CatalogueIT {

    /** What a category of this test alone is called. */
    private final String shelf = "Shelf " + UUID.randomUUID();

    @LocalServerPort
    int port;

    @Autowired
    AccessTokens tokens;

    ProductClient client;

    @BeforeEach
    void connect() {
        client = new ProductClient(port, tokens);
    }

    @Test
    void anybodyReadsAProduct() {
        JsonNode added = data(client.post(
                Role.ADMIN,
                Map.of(
                        "name", "Bananas",
                        "description", "A bunch of five",
                        "category", shelf,
                        "price", 1.5,
                        "imageUrl", "https://images.homedelivery.test/bananas.jpg")));

        JsonNode read = data(client.get("/products/" + added.get("id").asString()));

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
                        "updatedAt");
        assertThat(read.get("price").decimalValue()).isEqualByComparingTo("1.5");
        assertThat(read.get("isActive").asBoolean()).isTrue();
        assertThat(read.get("createdAt").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    }

    @Test
    void whatIsNotKnownIsLeftOut() {
        String id = client.added("Bananas", shelf, 1.49);

        assertThat(data(client.get("/products/" + id)).propertyNames()).doesNotContain("description", "imageUrl");
    }

    @ParameterizedTest
    @ValueSource(strings = {"product-uuid", "01900000-0000-7000-8000-ffffffffffff"})
    void anUnknownProductIsNotFound(String id) {
        JsonNode error = body(client.get("/products/" + id));

        client.get("/products/" + id).expectStatus().isNotFound();
        assertThat(error.get("success").asBoolean()).isFalse();
        assertThat(error.at("/error/code").asString()).isEqualTo("NOT_FOUND");
        assertThat(error.has("timestamp")).isTrue();
    }

    @Test
    void aWornOutTokenDoesNotStandInTheWay() {
        client.getWithToken("/products", "not.a.token").expectStatus().isOk();
    }

    @Test
    void theListIsABareArrayOfWhatIsOnSale() {
        String bananas = client.added("Bananas", shelf, 1.49);
        String apples = client.added("Apples", shelf, 3.29);
        String plums = client.added("Plums", shelf, 2.99);
        client.delete(Role.ADMIN, plums).expectStatus().isOk();

        JsonNode answer = body(client.get("/products?category={shelf}", shelf));

        assertThat(idsOf(answer.get("data"))).containsExactly(apples, bananas);
        assertThat(answer.has("pagination")).isFalse();
        assertThat(data(client.get("/products")).isArray()).isTrue();
    }

    @Test
    void severalProductsAreReadAtOnce() {
        String bananas = client.added("Bananas", shelf, 1.49);
        String apples = client.added("Apples", shelf, 3.29);
        String plums = client.added("Plums", shelf, 2.99);
        client.delete(Role.ADMIN, plums);

        JsonNode some =
                data(client.get("/products?ids={a},{b},{c},{d},nonsense", bananas, apples, plums, UUID.randomUUID()));

        assertThat(idsOf(some)).containsExactlyInAnyOrder(bananas, apples);
        assertThat(idsOf(data(client.get("/products?ids=nonsense")))).isEmpty();
        assertThat(idsOf(data(client.get("/products?ids=")))).isEmpty();
    }

    @Test
    void atMostAHundredProductsAreReadAtOnce() {
        String tooMany = IntStream.range(0, 101)
                .mapToObj(_ -> UUID.randomUUID().toString())
                .collect(Collectors.joining(","));

        assertInvalid(body(client.get("/products?ids=" + tooMany)), "ids");
    }

    @Test
    void aPageSaysWhereItStands() {
        for (int i = 1; i <= 5; i++) {
            client.added("Product " + i, shelf, i);
        }

        JsonNode second = body(client.get("/products?category={shelf}&page=2&limit=2", shelf));
        JsonNode beyond = body(client.get("/products?category={shelf}&page=9&limit=2", shelf));

        assertThat(namesOf(second.get("data"))).containsExactly("Product 3", "Product 4");
        assertThat(second.get("pagination").toString())
                .startsWith("{\"page\":2,\"limit\":2,\"total\":5,\"totalPages\":3,\"next\":\"");
        assertThat(beyond.get("pagination").toString())
                .isEqualTo("{\"page\":9,\"limit\":2,\"total\":5,\"totalPages\":3}");
        assertThat(beyond.get("data").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "name", "price", "-price", "newest"})
    void thePagesBehindEachOtherAreTheWholeList(String sort) {
        for (int i = 1; i <= 7; i++) {
            client.added("Product " + i % 3, shelf, 1 + i % 2);
        }

        assertThat(pagesBehindEachOther("/products?category={shelf}&limit=2&sort=" + sort))
                .isEqualTo(idsOf(data(client.get("/products?category={shelf}&sort=" + sort, shelf))))
                .hasSize(7);
    }

    @Test
    void searchResultsComeInPagesBehindEachOtherToo() {
        for (int i = 1; i <= 5; i++) {
            client.added("Green Tea " + i, shelf, i);
        }

        for (String query : List.of("q=tea", "q=tea&sort=-price", "q=tea&sort=name")) {
            assertThat(pagesBehindEachOther("/products?category={shelf}&limit=2&" + query))
                    .isEqualTo(idsOf(data(client.get("/products?category={shelf}&" + query, shelf))))
                    .hasSize(5);
        }
    }

    @Test
    void whatIsAddedInFrontMovesNoPageThatFollows() {
        List<String> all = Stream.of("B", "C", "D", "E")
                .map(name -> client.added(name, shelf, 1))
                .toList();
        JsonNode first = body(client.get("/products?category={shelf}&limit=2", shelf));
        client.added("A", shelf, 1);

        JsonNode second = body(client.get(
                "/products?category={shelf}&limit=2&after={next}",
                shelf,
                first.at("/pagination/next").asString()));

        assertThat(idsOf(second.get("data"))).isEqualTo(all.subList(2, 4));
        assertThat(second.get("pagination").toString())
                .isEqualTo("{\"page\":2,\"limit\":2,\"total\":5,\"totalPages\":3}");
    }

    @Test
    void aPageThatIsBehindNoneIsRefused() {
        client.added("Bananas", shelf, 1.49);
        client.added("Apples", shelf, 3.29);
        String next = body(client.get("/products?limit=1&sort=price"))
                .at("/pagination/next")
                .asString();

        assertInvalid(body(client.get("/products?after=nonsense")), "after");
        assertInvalid(body(client.get("/products?sort=name&after=" + next)), "after");
        assertInvalid(body(client.get("/products?sort=price&page=2&after=" + next)), "after");
        client.get("/products?sort=price&after=" + next).expectStatus().isOk();
    }

    @ParameterizedTest
    @ValueSource(strings = {"page=0", "limit=101", "limit=0", "page=x"})
    void aPageThatCannotBeIsRefused(String query) {
        assertInvalid(body(client.get("/products?" + query)), query.substring(0, query.indexOf('=')));
    }

    @Test
    void theListComesInTheOrderAskedFor() {
        client.added("Bananas", shelf, 3);
        client.added("Apples", shelf, 1);
        client.added("Cherries", shelf, 2);

        assertThat(sorted("name")).containsExactly("Apples", "Bananas", "Cherries");
        assertThat(sorted("price")).containsExactly("Apples", "Cherries", "Bananas");
        assertThat(sorted("-price")).containsExactly("Bananas", "Cherries", "Apples");
        assertThat(sorted("newest")).containsExactly("Cherries", "Apples", "Bananas");
    }

    @Test
    void anOrderThatDoesNotExistIsRefusedWithTheChoices() {
        JsonNode error = body(client.get("/products?sort=colour"));

        assertInvalid(error, "sort");
        assertThat(error.at("/error/details/0/message").asString())
                .isEqualTo("must be one of name, price, -price, newest");
        assertInvalid(body(client.get("/products?sort=relevance")), "sort");
        client.get("/products?q=milk&sort=relevance").expectStatus().isOk();
    }

    @Test
    void wordsFindTheirOtherForms() {
        client.added("Dried Tomatoes", shelf, 3);
        client.added("Bread", shelf, 3);

        assertThat(found("tomato")).containsExactly("Dried Tomatoes");
        assertThat(found("drying tomatoes")).containsExactly("Dried Tomatoes");
    }

    @Test
    void theBeginningOfANameFindsIt() {
        client.added("Strawberries", shelf, 3);
        client.added("Bread", shelf, 3);

        assertThat(found("strawb")).containsExactly("Strawberries");
    }

    @Test
    void aMisspeltNameIsFound() {
        client.added("Mozzarella", shelf, 3);
        client.added("Bread", shelf, 3);

        assertThat(found("mozarella")).containsExactly("Mozzarella");
    }

    @Test
    void aNameCountsForMoreThanADescription() {
        client.post(
                Role.ADMIN,
                Map.of("name", "A Spread", "description", "Goes well with honey", "category", shelf, "price", 2));
        client.added("Honey", shelf, 3);

        assertThat(found("honey")).containsExactly("Honey", "A Spread");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "_", "\\", "'", "\"", "a & | ! (", "100%_\\", ":x", "<->"})
    void noTextIsTooOddToSearchFor(String text) {
        client.added("Bread", shelf, 3);

        assertThat(found(text)).isEmpty();
    }

    @Test
    void aTextThatIsTooLongIsRefused() {
        assertInvalid(body(client.get("/products?q=" + "x".repeat(101))), "q");
    }

    @Test
    void searchResultsComeInPages() {
        client.added("Green Tea", shelf, 3);
        client.added("Black Tea", shelf, 4);

        JsonNode page = body(client.get("/products?q=tea&category={shelf}&limit=1&sort=-price", shelf));

        assertThat(namesOf(page.get("data"))).containsExactly("Black Tea");
        assertThat(page.at("/pagination/total").asInt()).isEqualTo(2);
    }

    @Test
    void aMinusExcludesNothing() {
        client.added("Semi-Skimmed Milk", shelf, 3);

        assertThat(found("semi-skimmed")).containsExactly("Semi-Skimmed Milk");
        assertThat(found("-milk")).containsExactly("Semi-Skimmed Milk");
    }

    @Test
    void categoriesAreCounted() {
        client.added("Bananas", shelf, 1);
        client.added("Apples", shelf, 1);
        client.delete(Role.ADMIN, client.added("Plums", shelf, 1));

        JsonNode categories = data(client.get("/products/categories"));

        assertThat(categories.valueStream().map(JsonNode::toString))
                .contains("{\"category\":\"%s\",\"count\":2}".formatted(shelf));
    }

    @Test
    void aProductThatDidNotChangeIsNotSentAgain() {
        String id = client.added("Bananas", shelf, 1.49);
        String path = "/products/" + id;
        String etag = etagOf(path);

        var same = client.getIfNoneMatch(path, etag);
        same.expectStatus().isNotModified().expectHeader().valueEquals(HttpHeaders.ETAG, etag);
        same.expectHeader().valueEquals(HttpHeaders.CACHE_CONTROL, "no-cache, public");
        same.expectBody().isEmpty();

        client.put(id, Map.of("name", "Bananas", "category", shelf, "price", 1.59));
        client.getIfNoneMatch(path, etag).expectStatus().isOk();
        assertThat(etagOf(path)).isNotEqualTo(etag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/products", "/products?page=1", "/products?q=bananas", "/products/categories"})
    void aListThatDidNotChangeIsNotSentAgain(String path) {
        String id = client.added("Bananas", shelf, 1.49);
        String etag = etagOf(path);

        client.getIfNoneMatch(path, etag).expectStatus().isNotModified();

        client.delete(Role.ADMIN, id);
        client.getIfNoneMatch(path, etag).expectStatus().isOk();
    }

    @Test
    void whatIsKeptReadyIsSentAsItIsAndWithTodaysTime() {
        String id = client.added("Crème brûlée – ½ “à la carte” 🍮", shelf, 3.5);
        for (String path : List.of("/products/" + id, "/products?ids=" + id, "/products?category={shelf}")) {
            Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS);

            for (int i = 0; i < 2; i++) {
                var answer = client.get(path, shelf);
                answer.expectHeader().contentType(MediaType.APPLICATION_JSON);
                JsonNode body = body(answer);
                JsonNode product = body.get("data").isArray() ? body.at("/data/0") : body.get("data");
                assertThat(product.get("name").asString()).isEqualTo("Crème brûlée – ½ “à la carte” 🍮");
                assertThat(Instant.parse(body.get("timestamp").asString())).isAfterOrEqualTo(start);
            }
        }
    }

    private List<String> pagesBehindEachOther(String query) {
        List<String> ids = new ArrayList<>();
        JsonNode page = body(client.get(query, shelf));
        ids.addAll(idsOf(page.get("data")));
        for (int number = 2; page.at("/pagination").has("next"); number++) {
            page = body(client.get(
                    query + "&after={next}", shelf, page.at("/pagination/next").asString()));
            assertThat(page.at("/pagination/page").asInt()).isEqualTo(number);
            ids.addAll(idsOf(page.get("data")));
        }
        return ids;
    }

    private List<String> sorted(String order) {
        return namesOf(data(client.get("/products?category={shelf}&sort={order}", shelf, order)));
    }

    private List<String> found(String text) {
        return namesOf(data(client.get("/products?category={shelf}&q={text}", shelf, text)));
    }

    private String etagOf(String path) {
        String etag =
                client.get(path).returnResult(Void.class).getResponseHeaders().getETag();
        assertThat(etag).isNotNull();
        return etag;
    }

    private static void assertInvalid(JsonNode error, String field) {
        assertThat(error.at("/error/code").asString()).isEqualTo("VALIDATION_ERROR");
        assertThat(error.at("/error/details/0/field").asString()).isEqualTo(field);
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
