package com.homedelivery.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.IntegrationTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@IntegrationTest
@Import(ProductClient.class)
@TestPropertySource(properties = "spring.application.name=search")
class SearchIT {

    @Autowired
    ApiClient api;

    @Autowired
    ProductClient client;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void emptyCatalogue() {
        jdbc.sql("delete from product_prices").update();
        jdbc.sql("delete from products").update();
        jdbc.sql("delete from product_availability").update();
        jdbc.sql("delete from categories").update();
        jdbc.sql("delete from search_synonyms").update();
    }

    @Test
    void nothingIsLeftOfProductsThatAreGone() {
        client.add("Milk", "Dairy", 1);
        emptyCatalogue();

        assertThat(jdbc.sql("select count(*) from search_documents")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("select count(*) from search_words where documents <> 0 or named <> 0")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "mlik, milk",
        "MLIK, milk",
        "chocalate, chocolate",
        "choclate milk, chocolate milk",
        "brocoli, broccoli",
    })
    void aMisspeltWordFindsWhatWasMeant(String typed, String meant) {
        client.add("Milk Chocolate Bar", "Snacks", 2);
        client.add("Broccoli", "Vegetables", 2);
        client.add("Link Cable", "Household", 2);

        JsonNode found = search("q=" + typed);

        assertThat(found.get("correctedQuery").asString()).isEqualTo(meant);
        assertThat(names(found)).hasSize(1).doesNotContain("Link Cable");
    }

    @Test
    void aWordOfTheCatalogueIsNotCorrected() {
        client.add("Form", "Household", 2);
        client.add("From Cheese", "Dairy", 2);

        JsonNode found = search("q=form");

        assertThat(found.has("correctedQuery")).isFalse();
        assertThat(names(found)).containsExactly("Form");
    }

    @Test
    void categoriesAndBrandsCountAsWellAsNames() {
        client.add("Carrots", "Vegetables", 2);
        client.post(product("Lager", "Drinks", Map.of("brand", "Vegtastic")));
        client.add("Bread", "Bakery", 2);

        assertThat(names(search("q=veg"))).containsExactlyInAnyOrder("Carrots", "Lager");
        assertThat(names(search("q=vegtastic"))).containsExactly("Lager");
        assertThat(names(search("q=vegetable"))).containsExactly("Carrots");
    }

    @Test
    void whereNoProductHasAllWordsThoseWithSomeOfThemAreFound() {
        client.add("Whole Milk", "Dairy", 2);
        client.add("Organic Bread", "Bakery", 2);

        JsonNode some = search("q=organic milk");
        assertThat(some.get("matchesAllWords").asBoolean()).isFalse();
        assertThat(names(some)).containsExactlyInAnyOrder("Whole Milk", "Organic Bread");

        client.add("Organic Milk", "Dairy", 3);
        JsonNode all = search("q=organic milk");
        assertThat(all.get("matchesAllWords").asBoolean()).isTrue();
        assertThat(names(all)).containsExactly("Organic Milk");
        assertThat(names(client.get("/products?q=organic%20milk").data(), "name"))
                .containsExactly("Organic Milk");
    }

    @ParameterizedTest
    @CsvSource({
        "icecream, Vanilla Ice Cream",
        "milch, Vollmilch",
        "creme, Crème Fraîche",
        "1l, Oil 1 L",
        "straße, Strasse"
    })
    void partsPairsAccentsAndUnitsFindTheirProduct(String typed, String name) {
        client.add("Bread", "Bakery", 2);
        client.add(name, "Shelf", 2);

        assertThat(names(search("q=" + typed))).containsExactly(name);
    }

    @Test
    void aGermanWordFindsWhatEndsWithItAndIsOfThatKind() {
        for (String name : List.of("Fettarme Milch", "Vollmilch", "Milchreis")) {
            client.post(product(
                    name + " (English)", "Dairy", Map.of("translations", Map.of("de", Map.of("name", name)))));
        }

        assertThat(names(search("q=milch", "de"))).containsExactly("Fettarme Milch", "Vollmilch");
        assertThat(names(search("q=reis", "de"))).containsExactly("Milchreis");
    }

    @Test
    void aWordCountsMostAsItWasTyped() {
        client.add("Tomato Dip", "Snacks", 2);
        client.add("Ripe Cherry Tomatoes", "Vegetables", 2);

        assertThat(names(search("q=tomatoes"))).containsExactly("Ripe Cherry Tomatoes", "Tomato Dip");
        assertThat(names(search("q=tomatos"))).containsExactly("Ripe Cherry Tomatoes", "Tomato Dip");
        assertThat(names(search("q=tomato"))).containsExactly("Tomato Dip", "Ripe Cherry Tomatoes");
    }

    @Test
    void aSearchKnowsEachChangeOfTheCatalogue() {
        String id = client.add("Milk", "Dairy", 1);
        client.put(id, Map.of("name", "Kefir", "category", "Dairy", "price", 1));
        assertThat(names(search("q=milk"))).isEmpty();
        assertThat(names(search("q=kefir"))).containsExactly("Kefir");

        String category =
                client.get("/products/categories/tree").data().at("/0/id").asString();
        api.asAdmin()
                .put("/products/categories/" + category, Map.of("name", "Refrigerated"))
                .hasStatus(200);
        assertThat(names(search("q=refrigerated"))).containsExactly("Kefir");
        assertThat(names(search("q=dairy"))).isEmpty();

        client.delete(id);
        assertThat(names(search("q=kefir"))).isEmpty();
    }

    @Test
    void synonymsCountAtOnce() {
        client.add("Courgettes", "Vegetables", 2);
        client.add("Fizzy Drink Orange", "Drinks", 2);
        assertThat(names(search("q=zucchini"))).isEmpty();

        String id = addSynonyms("Courgette", "Zucchini", "courgettes").data("id");
        addSynonyms("soda", "fizzy drink");
        assertThat(names(search("q=zucchini"))).containsExactly("Courgettes");
        assertThat(names(client.get("/products?q=zucchini").data(), "name")).containsExactly("Courgettes");
        assertThat(names(search("q=soda"))).containsExactly("Fizzy Drink Orange");

        api.asAdmin()
                .put("/products/synonyms/" + id, Map.of("terms", List.of("courgettes", "squash")))
                .hasStatus(200);
        assertThat(names(search("q=zucchini"))).isEmpty();
        assertThat(names(search("q=squash"))).containsExactly("Courgettes");
        assertThat(api.asAdmin().get("/products/synonyms").data()).hasSize(2);

        api.asAdmin().delete("/products/synonyms/" + id).hasStatus(200);
        assertThat(names(client.get("/products?q=squash").data(), "name")).isEmpty();
        api.asAdmin().delete("/products/synonyms/" + id).hasError(404, "NOT_FOUND");
    }

    @Test
    void synonymsAreBoundedAndForAdmins() {
        addSynonyms("one").hasError(400, "VALIDATION_ERROR").hasFieldError("terms");
        addSynonyms("milk", "Milk!").hasError(400, "VALIDATION_ERROR").hasFieldError("terms");
        addSynonyms("milk", "one two three four five")
                .hasError(400, "VALIDATION_ERROR")
                .hasFieldError("terms");
        addSynonyms("milk", "!?").hasError(400, "VALIDATION_ERROR").hasFieldError("terms");
        api.asAdmin()
                .post("/products/synonyms", Map.of("terms", List.of("a", "b"), "language", "xx"))
                .hasError(400, "VALIDATION_ERROR")
                .hasFieldError("language");
        api.as(Role.USER).get("/products/synonyms").hasError(403, "FORBIDDEN");
        api.anonymous().get("/products/synonyms").hasError(401, "UNAUTHORIZED");
    }

    @Test
    void searchesInTheLanguageOfTheRequestAndInTheCataloguesOwn() {
        client.post(product(
                "Potatoes",
                "Vegetables",
                Map.of("translations", Map.of("de", Map.of("name", "Festkochende Kartoffeln")))));
        client.add("Potato Chips", "Snacks", 2);

        assertThat(names(search("q=kartoffel", "de"))).containsExactly("Festkochende Kartoffeln");
        assertThat(names(search("q=kartoffel", "en"))).isEmpty();
        assertThat(names(search("q=potato", "de")))
                .containsExactlyInAnyOrder("Festkochende Kartoffeln", "Potato Chips");
        ApiResult answer =
                api.anonymous().withHeader(HttpHeaders.ACCEPT_LANGUAGE, "de").get("/products/search?q=potato");
        assertThat(answer.header(HttpHeaders.CONTENT_LANGUAGE)).isEqualTo("de");
        assertThat(answer.header(HttpHeaders.VARY)).contains(HttpHeaders.ACCEPT_LANGUAGE);
    }

    @Test
    void facetsCountWhatThereIsAndStayOpenForASecondChoice() {
        client.post(
                product("Oat Drink", "Drinks", Map.of("brand", "Oatfield", "diet", List.of("vegan"), "price", 2.29)));
        client.post(
                product("Soya Drink", "Drinks", Map.of("brand", "Soyland", "diet", List.of("vegan"), "price", 1.79)));
        client.post(product("Yogurt Drink", "Dairy", Map.of("brand", "Hillside", "price", 0.99)));

        JsonNode all = search("q=drink").get("facets");
        assertThat(all.get("brands")).hasSize(3);
        assertThat(all.get("diets").toString()).isEqualTo("[{\"value\":\"vegan\",\"count\":2}]");
        assertThat(all.get("categories").toString())
                .isEqualTo("[{\"slug\":\"drinks\",\"name\":\"Drinks\",\"count\":2},"
                        + "{\"slug\":\"dairy\",\"name\":\"Dairy\",\"count\":1}]");
        assertThat(all.get("prices").toString())
                .isEqualTo("[{\"from\":0.0,\"to\":1.0,\"count\":1},{\"from\":1.0,\"to\":2.0,\"count\":1},"
                        + "{\"from\":2.0,\"to\":5.0,\"count\":1}]");

        JsonNode chosen = search("q=drink&brand=Oatfield&diet=vegan&minPrice=2");
        assertThat(names(chosen)).containsExactly("Oat Drink");
        assertThat(chosen.at("/facets/brands").toString()).isEqualTo("[{\"value\":\"Oatfield\",\"count\":1}]");
        assertThat(search("q=drink&brand=Oatfield").at("/facets/brands")).hasSize(3);
        assertThat(search("q=drink&under=dairy").at("/facets/categories")).hasSize(2);
        assertThat(names(search("q=drink&under=dairy"))).containsExactly("Yogurt Drink");
        assertThat(names(search("brand=Oatfield,Soyland&sort=price"))).containsExactly("Soya Drink", "Oat Drink");
        assertThat(names(search("minPrice=1&maxPrice=2"))).containsExactly("Soya Drink");
    }

    @Test
    void leavesOutWhatIsSoldOut() {
        client.add("Milk", "Dairy", 1);
        String soldOut = client.add("Goat Milk", "Dairy", 1);
        jdbc.sql("""
                        insert into product_availability (product_id, available, version, changed_at) values (:id, 0, 9, now())
                        on conflict (product_id) do update set available = 0, version = 9
                        """).param("id", UUID.fromString(soldOut)).update();

        assertThat(names(search("q=milk&inStock=true"))).containsExactly("Milk");
        assertThat(names(search("q=milk&inStock=false"))).hasSize(2);
    }

    @Test
    void sortsAsRequestedInPages() {
        client.add("Milk A", "Dairy", 3);
        client.add("Milk B", "Dairy", 1);
        client.add("Milk C", "Dairy", 2);

        assertThat(names(search("q=milk&sort=price"))).containsExactly("Milk B", "Milk C", "Milk A");
        assertThat(names(search("q=milk&sort=-price"))).containsExactly("Milk A", "Milk C", "Milk B");
        assertThat(names(search("q=milk&sort=newest"))).containsExactly("Milk C", "Milk B", "Milk A");
        assertThat(names(search("q=milk&sort=name&page=2&limit=2"))).containsExactly("Milk C");
        JsonNode beyond = search("q=milk&sort=name&page=7&limit=2");
        assertThat(names(beyond)).isEmpty();
        assertThat(beyond.get("total").asInt()).isEqualTo(3);
    }

    @Test
    void highlightsArePlacesInTheTextsAsTheyAre() {
        client.post(product(
                "<b>Mílk</b> & more milk", "Dairy", Map.of("description", "<script>alert('milk')</script> 🍮 Milky")));

        JsonNode item = search("q=milk").at("/items/0");

        assertThat(marked(item, "name")).containsExactly("Mílk", "milk");
        assertThat(marked(item, "description")).containsExactly("milk");
        assertThat(item.at("/product/name").asString()).isEqualTo("<b>Mílk</b> & more milk");
        assertThat(marked(search("q=mlik").at("/items/0"), "name")).containsExactly("Mílk", "milk");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'",
                "''; drop table products; --",
                "a:* | b & !c",
                "<->",
                "\\",
                "%",
                "_%_",
                "(",
                "milk':*ABC",
                "$1",
                ":text",
                "?",
                "\uD83C",
                "🍮",
                "AND OR NOT",
                "* * *",
                "{\"a\":1}",
                "--",
                "/*",
                "ﬁ ﬂ ① ½",
                "İ",
                "漢字",
            })
    void noTextIsMoreThanAText(String text) {
        client.add("Bread", "Bakery", 1);

        api.anonymous().get("/products/search?q={text}", text).hasStatus(200);
        api.anonymous().get("/products/suggest?q={text}", text).hasStatus(200);
        api.anonymous().get("/products?q={text}", text).hasStatus(200);
        assertThat(names(search("q=bread"))).containsExactly("Bread");
    }

    @Test
    void aLongTextOfManyWordsIsSearchedForByItsFirstTen() {
        client.add("Bread", "Bakery", 1);

        assertThat(names(search("q=" + "bread ".repeat(16).strip()))).containsExactly("Bread");
        assertThat(search("q=" + "zzzz ".repeat(10) + "bread").get("total").asInt())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "minPrice=x, minPrice",
        "minPrice=-1, minPrice",
        "maxPrice=1.001, maxPrice",
        "minPrice=3&maxPrice=2, minPrice",
        "sort=colour, sort",
        "page=101, page",
        "limit=101, limit",
        "inStock=perhaps, inStock",
    })
    void refusesWhatCannotBeSearchedFor(String query, String field) {
        api.anonymous()
                .get("/products/search?" + query)
                .hasError(400, "VALIDATION_ERROR")
                .hasFieldError(field);
    }

    @Test
    void refusesTooMuch() {
        String tooLong = "x".repeat(101);
        for (String path : List.of("/products/search", "/products/suggest")) {
            api.anonymous()
                    .get(path + "?q=" + tooLong)
                    .hasError(400, "VALIDATION_ERROR")
                    .hasFieldError("q");
        }
        api.anonymous()
                .get("/products/search?brand=" + "a,".repeat(20) + "b")
                .hasError(400, "VALIDATION_ERROR")
                .hasFieldError("brand");
        api.anonymous()
                .get("/products/suggest")
                .hasError(400, "VALIDATION_ERROR")
                .hasFieldError("q");
        api.anonymous()
                .get("/products/suggest?q=a&limit=11")
                .hasError(400, "VALIDATION_ERROR")
                .hasFieldError("limit");
    }

    @Test
    void suggestsWhileSomebodyTypes() {
        client.post(product("Organic Whole Milk", "Milk & Cream", Map.of("brand", "Milford")));
        client.add("Organic Eggs", "Eggs", 2);
        client.add("Tomatoes", "Vegetables", 2);

        JsonNode milk = suggest("mil");
        assertThat(names(milk.get("products"), "name")).containsExactly("Organic Whole Milk");
        assertThat(milk.get("terms").valueStream().map(JsonNode::asString)).contains("milk");
        assertThat(milk.at("/categories/0/slug").asString()).isEqualTo("milk-cream");
        assertThat(milk.at("/brands/0").asString()).isEqualTo("Milford");
        assertThat(milk.at("/products/0/highlights/0").toString()).isEqualTo("{\"start\":14,\"end\":18}");

        assertThat(suggest("organic mi").at("/terms/0").asString()).isEqualTo("organic milk");
        assertThat(names(suggest("mlik").get("products"), "name")).containsExactly("Organic Whole Milk");
        assertThat(suggest("mlik").get("correctedQuery").asString()).isEqualTo("milk");
        assertThat(names(suggest("to").get("products"), "name")).containsExactly("Tomatoes");
        assertThat(names(suggest("t").get("products"), "name")).containsExactly("Tomatoes");
        client.add("Milkshake", "Drinks", 2);
        assertThat(names(suggest("milk").get("products"), "name")).containsExactly("Organic Whole Milk", "Milkshake");
        assertThat(suggest("  ").get("products")).isEmpty();
    }

    private ApiResult addSynonyms(String... terms) {
        return api.asAdmin().post("/products/synonyms", Map.of("terms", List.of(terms)));
    }

    private static Map<String, Object> product(String name, String category, Map<String, ?> more) {
        Map<String, Object> product = new HashMap<>(Map.of("name", name, "category", category, "price", 2));
        product.putAll(more);
        return product;
    }

    private JsonNode search(String query) {
        return search(query, "en");
    }

    private JsonNode search(String query, String language) {
        return api.anonymous()
                .withHeader(HttpHeaders.ACCEPT_LANGUAGE, language)
                .get("/products/search?" + query.replace(" ", "%20"))
                .data();
    }

    private JsonNode suggest(String text) {
        return api.anonymous().get("/products/suggest?q={text}", text).data();
    }

    private static List<String> names(JsonNode found) {
        return found.get("items")
                .valueStream()
                .map(item -> item.at("/product/name").asString())
                .toList();
    }

    private static List<String> names(JsonNode list, String field) {
        return list.valueStream().map(entry -> entry.get(field).asString()).toList();
    }

    private static List<String> marked(JsonNode item, String field) {
        String text = item.at("/product/" + field).asString();
        List<String> marked = new ArrayList<>();
        item.at("/highlights/" + field)
                .forEach(place -> marked.add(text.substring(
                        place.get("start").asInt(), place.get("end").asInt())));
        return marked;
    }
}
