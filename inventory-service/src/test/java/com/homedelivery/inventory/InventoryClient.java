package com.homedelivery.inventory;

import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.CallingService;
import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.shared.security.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/** The service as its callers see it, over HTTP. */
final class InventoryClient {

    private final RestTestClient http;
    private final AccessTokens tokens;

    InventoryClient(int port, AccessTokens tokens) {
        this.http = RestTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .build();
        this.tokens = tokens;
    }

    ResponseSpec get(String uri) {
        return http.get().uri(uri).exchange();
    }

    ResponseSpec get(Role role, String uri) {
        return http.get()
                .uri(uri)
                .header(HttpHeaders.AUTHORIZATION, bearer(role))
                .exchange();
    }

    ResponseSpec send(Role role, HttpMethod method, String uri, Object body) {
        return http.method(method)
                .uri(uri)
                .header(HttpHeaders.AUTHORIZATION, bearer(role))
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    ResponseSpec sendUnsigned(HttpMethod method, String uri, Object body) {
        return http.method(method)
                .uri(uri)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    /** A new product with so many units, low at 10. */
    UUID stocked(int units) {
        UUID productId = UUID.randomUUID();
        put(productId, Map.of("quantity", units)).expectStatus().isOk();
        return productId;
    }

    ResponseSpec put(UUID productId, Object body) {
        return send(Role.ADMIN, HttpMethod.PUT, "/inventory/" + productId, body);
    }

    ResponseSpec reserve(UUID orderId, Line... lines) {
        return send(
                Role.SERVICE,
                HttpMethod.POST,
                "/inventory/reservations",
                Map.of("orderId", orderId, "items", List.of(lines)));
    }

    /** An order that has reserved these lines. */
    UUID reserved(Line... lines) {
        UUID orderId = UUID.randomUUID();
        reserve(orderId, lines).expectStatus().isCreated();
        return orderId;
    }

    ResponseSpec release(UUID orderId) {
        return http.delete()
                .uri("/inventory/reservations/" + orderId)
                .header(HttpHeaders.AUTHORIZATION, bearer(Role.SERVICE))
                .exchange();
    }

    /** {@code quantity/reserved/available} of a product. */
    String levelOf(UUID productId) {
        JsonNode level = data(get("/inventory/" + productId));
        return String.join(
                "/",
                Arrays.asList(
                        level.get("quantity").toString(),
                        level.get("reserved").toString(),
                        level.get("available").toString()));
    }

    static JsonNode data(ResponseSpec response) {
        return body(response).get("data");
    }

    static JsonNode error(ResponseSpec response) {
        return body(response).get("error");
    }

    static JsonNode body(ResponseSpec response) {
        EntityExchangeResult<JsonNode> result =
                response.expectBody(JsonNode.class).returnResult();
        JsonNode body = result.getResponseBody();
        if (body == null) {
            throw new AssertionError("No body: " + result);
        }
        return body;
    }

    private String bearer(Role role) {
        return "Bearer "
                + (role == Role.SERVICE
                        ? tokens.issueFor(new CallingService("order-service"))
                        : tokens.issueFor(new CurrentUser(UUID.randomUUID(), "somebody@homedelivery.test", role)));
    }

    /** A line of an order. */
    record Line(UUID productId, int quantity) {}
}
