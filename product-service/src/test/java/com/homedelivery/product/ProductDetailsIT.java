package com.homedelivery.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.IntegrationTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;

@IntegrationTest
@Import(ProductClient.class)
class ProductDetailsIT {

    private final String sku = "SKU_" + UUID.randomUUID();

    @Autowired
    ApiClient api;

    @Autowired
    ProductClient client;

    private Map<String, Object> milk() {
        return new HashMap<>(Map.of(
                "name",
                "Whole Milk",
                "description",
                "Fresh",
                "category",
                "Dairy",
                "price",
                1.5,
                "sku",
                sku,
                "brand",
                "Alm",
                "packSize",
                750,
                "unit",
                "ml",
                "taxRate",
                7));
    }

    @Test
    void showsAllThatIsKnown() {
        Map<String, Object> milk = milk();
        milk.put("allergens", List.of("milk"));
        milk.put("diet", List.of("vegetarian"));
        milk.put("origin", "Austria");

        JsonNode product = client.get(
                        "/products/" + client.post(milk).hasStatus(201).data("id"))
                .data();

        assertThat(product.get("sku").asString()).isEqualTo(sku);
        assertThat(product.get("pricePerUnit").toString()).isEqualTo("{\"price\":2.0,\"unit\":\"l\"}");
        assertThat(product.get("taxRate").decimalValue()).isEqualByComparingTo("7");
        assertThat(product.get("attributes").toString())
                .isEqualTo("{\"allergens\":[\"milk\"],\"origin\":\"Austria\",\"diet\":[\"vegetarian\"]}");
    }

    @Test
    void whoDoesNotKnowTheNewFieldsLeavesThemAsTheyAre() {
        String id = client.post(milk()).data("id");

        JsonNode revised = client.put(id, Map.of("name", "Milk", "category", "Dairy", "price", 1.6))
                .hasStatus(200)
                .data();

        assertThat(revised.get("brand").asString()).isEqualTo("Alm");
        assertThat(revised.get("unit").asString()).isEqualTo("ml");
        assertThat(revised.get("taxRate").decimalValue()).isEqualByComparingTo("7");
        assertThat(client.put(id, Map.of("name", "Milk", "category", "Dairy", "price", 1, "brand", "", "unit", ""))
                        .data()
                        .propertyNames())
                .doesNotContain("brand", "unit", "packSize", "pricePerUnit");
    }

    @Test
    void aSkuIsOfOneProduct() {
        client.post(milk()).hasStatus(201);

        client.post(milk()).hasError(409, "CONFLICT");
    }

    @ParameterizedTest
    @CsvSource({"unit, stone", "taxRate, 100", "taxRate, -1", "taxRate, 7.123", "packSize, 0", "variantOf, nonsense"})
    void refusesWhatCannotBe(String field, String value) {
        Map<String, Object> wrong = milk();
        wrong.put(field, value);
        wrong.put("variant", "1 l");

        client.post(wrong).hasError(400, "VALIDATION_ERROR").hasFieldError(field);
    }

    @Test
    void variantsAreOneFamily() {
        String main = client.post(milk()).data("id");
        Map<String, Object> large = milk();
        large.putAll(Map.of("sku", sku + "-2", "variantOf", main, "variant", "2 l"));
        String variant = client.post(large).hasStatus(201).data("id");

        for (String id : List.of(main, variant)) {
            assertThat(client.get("/products/" + id + "/variants")
                            .data()
                            .valueStream()
                            .map(product -> product.get("id").asString()))
                    .containsExactly(main, variant);
        }
        Map<String, Object> third = milk();
        third.putAll(Map.of("sku", sku + "-3", "variantOf", variant, "variant", "3 l"));
        client.post(third).hasFieldError("variantOf");
        client.put(main, Map.of("name", "M", "category", "Dairy", "price", 1, "variantOf", variant, "variant", "x"))
                .hasFieldError("variantOf");
        client.put(main, Map.of("name", "M", "category", "Dairy", "price", 1, "variantOf", main, "variant", "x"))
                .hasFieldError("variantOf");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de | de | Vollmilch",
                "de-AT,en;q=0.5 | de | Vollmilch",
                "fr, de;q=0.3 | de | Vollmilch",
                "es | es | Whole Milk",
                "fr | en | Whole Milk",
                "* | en | Whole Milk",
                "%%% | en | Whole Milk",
            })
    void isReadInTheLanguageOfTheClient(String accepted, String language, String name) {
        Map<String, Object> milk = milk();
        milk.put("translations", Map.of("de", Map.of("name", "Vollmilch")));
        String id = client.post(milk).data("id");

        for (String path : List.of("/products/" + id, "/products?ids=" + id, "/products?q=" + "Whole&limit=1")) {
            ApiResult read =
                    api.withHeader(HttpHeaders.ACCEPT_LANGUAGE, accepted).get(path);
            assertThat(read.header(HttpHeaders.CONTENT_LANGUAGE)).isEqualTo(language);
            assertThat(read.headers().getVary()).contains(HttpHeaders.ACCEPT_LANGUAGE);
        }
        JsonNode product = api.withHeader(HttpHeaders.ACCEPT_LANGUAGE, accepted)
                .get("/products/" + id)
                .data();
        assertThat(product.get("name").asString()).isEqualTo(name);
        assertThat(product.get("description").asString()).isEqualTo("Fresh");
    }

    @Test
    void eachLanguageHasItsOwnEtag() {
        String id = client.post(milk()).data("id");
        for (String path : List.of("/products/" + id, "/products")) {
            String english = client.get(path).headers().getETag();
            String german = api.withHeader(HttpHeaders.ACCEPT_LANGUAGE, "de")
                    .get(path)
                    .headers()
                    .getETag();

            assertThat(german).isNotEqualTo(english);
        }
    }

    @Test
    void adminsFindWhatIsNotOnSale() {
        String id = client.post(milk()).data("id");
        client.delete(id);

        ApiResult found = api.asAdmin().get("/products/admin?sku=" + sku.substring(0, 20));

        assertThat(found.data().at("/0/product/id").asString()).isEqualTo(id);
        assertThat(found.body().at("/pagination/total").asInt()).isEqualTo(1);
        assertThat(api.asAdmin().get("/products/admin?active=true&sku=" + sku).data())
                .isEmpty();
        assertThat(api.asAdmin().get("/products/admin?q=%25&sku=" + sku).data()).isEmpty();
        ApiResult read = api.asAdmin().get("/products/admin/" + id);
        assertThat(read.data().at("/product/isActive").asBoolean()).isFalse();
        client.putIfMatch(id, read.header(HttpHeaders.ETAG), milk()).hasStatus(200);
        client.putIfMatch(id, read.header(HttpHeaders.ETAG), milk()).hasStatus(409);
    }
}
