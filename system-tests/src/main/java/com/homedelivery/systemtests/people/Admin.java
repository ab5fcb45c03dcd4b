package com.homedelivery.systemtests.people;

import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Somebody who runs the shop. */
public final class Admin extends Person {

    public Admin(Gateway gateway, String email, String password) {
        super(gateway, email, password);
    }

    public void makeRider(UUID userId) {
        put("/api/auth/users/" + userId + "/role", Map.of("role", "rider")).expect(200);
    }

    /** Brings a new product into the catalogue and puts so many of it on the shelf. */
    public JsonNode addProduct(String name, BigDecimal price, int stock) {
        JsonNode product = post("/api/products", Map.of("name", name, "category", "Specials", "price", price))
                .expect(201)
                .data();
        setStock(product.path("id").asString(), stock);
        return product;
    }

    public void setStock(String productId, int quantity) {
        put("/api/inventory/" + productId, Map.of("quantity", quantity)).expect(200);
    }

    public JsonNode stockOf(String productId) {
        return get("/api/inventory/" + productId).expect(200).data();
    }

    public JsonNode summary() {
        return get("/api/analytics/summary").expect(200).data();
    }
}
