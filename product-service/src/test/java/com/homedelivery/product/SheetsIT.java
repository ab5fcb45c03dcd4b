package com.homedelivery.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.IntegrationTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

@IntegrationTest
@Import(ProductClient.class)
class SheetsIT {

    private final String prefix = UUID.randomUUID().toString().substring(0, 8);

    @Autowired
    ApiClient api;

    @Autowired
    ProductClient client;

    @Test
    void addsAndChangesProducts() {
        JsonNode first = imported("""
                sku,name,description,category,brand,price,taxRate,packSize,unit,origin,diet,allergens,variantOf,variant,active,name:de
                %1$s-2,Milk 2 l,,Dairy %1$s > Milk,Alm,2.50,7.00,2,l,Austria,vegetarian,milk,%1$s-1,2 l,true,Milch 2 l
                %1$s-1,Milk,"Fresh, ""whole""\",Dairy %1$s > Milk,Alm,1.50,7.00,1,l,Austria,vegetarian|halal,milk,,,true,Milch
                %1$s-3,Old Milk,,Dairy %1$s > Milk,,1,,,,,,,,,false,
                """.formatted(prefix));

        assertThat(summary(first)).isEqualTo("DONE 3 0 0");
        JsonNode milk = product(prefix + "-1");
        assertThat(milk.get("description").asString()).isEqualTo("Fresh, \"whole\"");
        assertThat(milk.get("categoryPath")
                        .valueStream()
                        .map(step -> step.get("name").asString()))
                .containsExactly("Dairy " + prefix, "Milk");
        assertThat(milk.at("/attributes/diet/1").asString()).isEqualTo("halal");
        assertThat(product(prefix + "-2").get("variantOf")).isEqualTo(milk.get("id"));
        assertThat(product(prefix + "-3").get("isActive").asBoolean()).isFalse();

        JsonNode prices = imported("sku,price\n%1$s-1,1.60\n%1$s-2,2.50\n".formatted(prefix));

        assertThat(summary(prices)).isEqualTo("DONE 0 1 1");
        assertThat(product(prefix + "-1").get("price").decimalValue()).isEqualByComparingTo("1.60");
        assertThat(product(prefix + "-1").get("brand").asString()).isEqualTo("Alm");
    }

    @Test
    void aFaultIsNamedByRowAndColumnAndNothingIsChanged() {
        String known = prefix + "-known";
        imported("sku,name,category,price\n%s,Known,Dairy,1\n".formatted(known));

        JsonNode refused = imported("""
                sku,name,category,price,unit,packSize,active,variantOf,variant,allergens,taxRate
                %1$s-1,,Dairy,1,,,,,,,
                %1$s-2,Milk,,free,,,,,,,
                %1$s-3,Milk,Dairy,1,stone,3,perhaps,,,,100
                %1$s-4,Milk,Dairy,0,kg,,,nothing,500 g,,
                %1$s-1,Milk,Dairy,1,,,,,,,
                %2$s,Changed,Dairy,1,,,,,,,
                ,Milk,Dairy,1.555,,,,,,,
                """.formatted(prefix, known));

        assertThat(refused.get("status").asString()).isEqualTo("REFUSED");
        assertThat(refused.get("faults")
                        .valueStream()
                        .map(fault -> fault.get("row").asInt() + " "
                                + fault.get("column").asString()))
                .containsExactlyInAnyOrder(
                        "2 name",
                        "3 category",
                        "3 price",
                        "4 unit",
                        "4 active",
                        "4 taxRate",
                        "5 price",
                        "5 unit",
                        "5 variantOf",
                        "6 sku",
                        "8 sku",
                        "8 price");
        assertThat(refused.get("faultCount").asInt()).isEqualTo(12);
        assertThat(product(known).get("name").asString()).isEqualTo("Known");
    }

    @Test
    void aProductWithoutASkuIsCalledByItsId() {
        String main = client.add("Milk " + prefix, "Dairy", 1);
        String nobody = UUID.randomUUID().toString();
        String sheet = "sku,name,category,price,variantOf,variant\n%s-2,Milk,Dairy,2,%s,2 l\n";

        assertThat(imported(sheet.formatted(prefix, nobody))
                        .at("/faults/0/column")
                        .asString())
                .isEqualTo("variantOf");
        assertThat(summary(imported(sheet.formatted(prefix, main)))).isEqualTo("DONE 1 0 0");
        assertThat(product(prefix + "-2").get("variantOf").asString()).isEqualTo(main);
    }

    @Test
    void aDryRunChangesNothingAndSaysWhatWouldCome() {
        String sheet =
                "sku,name,category,price\n%1$s-1,Milk,New %1$s > Newer,1\n%1$s-2,Milk,New %1$s,1\n".formatted(prefix);
        imported("sku,name,category,price\n%1$s-2,Milk,New %1$s,1\n".formatted(prefix));

        JsonNode dry = await(begin(sheet, true));

        assertThat(summary(dry)).isEqualTo("DONE 1 0 1");
        assertThat(found(prefix + "-1")).isEmpty();
        assertThat(summary(imported(sheet))).isEqualTo("DONE 1 0 1");
    }

    @Test
    void whatIsExportedAndImportedAgainChangesNothing() {
        Map<String, Object> odd = new HashMap<>(Map.of(
                "name",
                "=HYPERLINK(\"http://evil.test\")",
                "description",
                "'-quoted,\n\"lines\"\r\n and 'apostrophes' ",
                "category",
                "A > B \\ C " + prefix,
                "price",
                1.1,
                "sku",
                prefix + "-odd",
                "brand",
                "@brand",
                "origin",
                "''+more",
                "translations",
                Map.of("de", Map.of("name", "-minus"), "es", Map.of("description", "\u0009tab"))));
        String id = client.post(odd).hasStatus(201).data("id");
        String withoutSku = client.add("Without " + prefix, "Dairy", 2);
        JsonNode before = client.get("/products/" + id).data();

        String sheet = api.asAdmin().get("/products/export").hasStatus(200).text();

        assertThat(sheet).contains(withoutSku).doesNotContain(",=HYPERLINK", ",@brand", ",-minus");
        List<String> lines = sheet.lines().toList();
        assertThat(sheet).contains("'=HYPERLINK");
        JsonNode again = imported(sheet);
        assertThat(again.get("faults")).isEmpty();
        assertThat(again.get("added").asInt()).isZero();
        assertThat(again.get("changed").asInt()).isZero();
        assertThat(again.get("unchanged").asInt())
                .isEqualTo(again.get("rows").asInt())
                .isLessThan(lines.size());
        assertThat(client.get("/products/" + id).data()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name,price\nMilk,1\n",
                "sku,colour\n1,red\n",
                "sku,sku\n1,2\n",
                "sku,name\n\"1,2\n",
                "sku,name\n1\n"
            })
    void whatIsNoSheetIsRefused(String sheet) {
        begin(sheet, false).hasError(400, "VALIDATION_ERROR").hasFieldError("sheet");
    }

    @Test
    void anEmptyFileIsRefused() {
        begin("", false).hasError(400, "VALIDATION_ERROR").hasFieldError("sheet");
        begin("\uFEFF", false).hasError(400, "VALIDATION_ERROR").hasFieldError("sheet");
    }

    @Test
    void otherEncodingsAndByteOrderMarks() {
        call("sku,name\n1,M\u00fcsli\n".getBytes(StandardCharsets.ISO_8859_1)).hasFieldError("sheet");
        assertThat(summary(imported("\uFEFFsku,name,category,price\n%s-1,Müsli,Dairy,1\n".formatted(prefix))))
                .isEqualTo("DONE 1 0 0");
    }

    @Test
    void onlyAdminsImportAndExport() {
        api.asCustomer().get("/products/export").hasError(403, "FORBIDDEN");
        api.get("/products/export").hasError(401, "UNAUTHORIZED");
        api.asCustomer()
                .withHeader(HttpHeaders.CONTENT_TYPE, "text/csv")
                .call(HttpMethod.POST, "/products/imports", "sku\n1\n")
                .hasError(403, "FORBIDDEN");
        api.asCustomer().get("/products/imports/" + UUID.randomUUID()).hasError(403, "FORBIDDEN");
        api.asAdmin().get("/products/imports/" + UUID.randomUUID()).hasStatus(404);
    }

    private JsonNode imported(String sheet) {
        return await(begin(sheet, false));
    }

    private ApiResult begin(String sheet, boolean dryRun) {
        return api.asAdmin()
                .withHeader(HttpHeaders.CONTENT_TYPE, "text/csv")
                .call(HttpMethod.POST, "/products/imports?dryRun=" + dryRun, sheet);
    }

    private ApiResult call(byte[] sheet) {
        return api.asAdmin()
                .withHeader(HttpHeaders.CONTENT_TYPE, "text/csv")
                .call(HttpMethod.POST, "/products/imports", sheet);
    }

    private JsonNode await(ApiResult begun) {
        String path = "/products/imports/" + begun.hasStatus(202).data("id");
        return Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .until(() -> api.asAdmin().get(path).data(), found -> found.has("finishedAt"));
    }

    private static String summary(JsonNode found) {
        return found.get("status").asString() + " " + found.get("added") + " " + found.get("changed") + " "
                + found.get("unchanged");
    }

    private JsonNode product(String sku) {
        return found(sku).get(0).get("product");
    }

    private JsonNode found(String sku) {
        return api.asAdmin().get("/products/admin?sku=" + sku).data();
    }
}
