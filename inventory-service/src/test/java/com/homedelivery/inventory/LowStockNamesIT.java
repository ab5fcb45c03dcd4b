package com.homedelivery.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.testing.StubService;
import com.homedelivery.shared.testing.StubService.Request;
import com.homedelivery.shared.testing.StubService.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** The list of what runs out has the names of the catalogue, and does without them when they are not to be had. */
class LowStockNamesIT extends InventoryServiceTest {

    private static final StubService catalogue = StubService.start(LowStockNamesIT::products);

    @DynamicPropertySource
    static void address(DynamicPropertyRegistry registry) {
        registry.add("PRODUCT_SERVICE_URL", catalogue::url);
    }

    @Test
    void namesTheProducts() {
        UUID bananas = inventory.stocked(0);

        assertThat(listed(bananas).get("name").asString()).isEqualTo("Product " + bananas);
    }

    @Test
    void listsThemWithoutNamesWhileTheCatalogueIsAway() {
        UUID bananas = inventory.stocked(0);
        catalogue.goDown();

        assertThat(listed(bananas).has("name")).isFalse();

        catalogue.recover();
        assertThat(listed(bananas).has("name")).isTrue();
    }

    private JsonNode listed(UUID productId) {
        return api.asAdmin()
                .get("/inventory?lowStock=true")
                .data()
                .valueStream()
                .filter(stock -> stock.get("productId").asString().equals(productId.toString()))
                .findFirst()
                .orElseThrow();
    }

    private static Response products(Request request) {
        List<String> ids = Arrays.asList(request.queryParameter("ids").split(","));
        assertThat(ids).hasSizeLessThanOrEqualTo(100);
        return Response.ok(ids.stream()
                .map(id -> Map.of("id", id, "name", "Product " + id, "price", 1, "isActive", true))
                .toList());
    }
}
