package com.homedelivery.inventory.support;

import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** What tests do at an instance of the service: as an admin to stock, as the order service to reservations. */
public record InventoryApi(ApiClient client) {

    /** Another instance of the service in this JVM. */
    public static InventoryApi of(ApplicationContext instance) {
        int port = instance.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        return new InventoryApi(ApiClient.to(port, instance.getBean(AccessTokens.class)));
    }

    /** A new product with so many units, low at 10. */
    public UUID stocked(int units) {
        UUID productId = UUID.randomUUID();
        put(productId, Map.of("quantity", units)).hasStatus(200);
        return productId;
    }

    public ApiResult put(UUID productId, Object body) {
        return client.asAdmin().put("/inventory/" + productId, body);
    }

    public ApiResult reserve(UUID orderId, Line... lines) {
        return asOrderService().post("/inventory/reservations", Map.of("orderId", orderId, "items", List.of(lines)));
    }

    /** An order that has reserved these lines. */
    public UUID reserved(Line... lines) {
        UUID orderId = UUID.randomUUID();
        reserve(orderId, lines).hasStatus(201);
        return orderId;
    }

    public ApiResult release(UUID orderId) {
        return asOrderService().delete("/inventory/reservations/" + orderId);
    }

    public ApiClient asOrderService() {
        return client.asService("order-service");
    }

    /** {@code quantity/reserved/available} of a product. */
    public String levelOf(UUID productId) {
        JsonNode level = client.get("/inventory/" + productId).data();
        return level.get("quantity") + "/" + level.get("reserved") + "/" + level.get("available");
    }
}
