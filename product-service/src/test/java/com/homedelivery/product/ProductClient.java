package com.homedelivery.product;

import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.shared.security.Role;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** The service as an admin and as anybody else sees it, over HTTP. */
final class ProductClient {

    private final RestTestClient http;
    private final AccessTokens tokens;

    ProductClient(int port, AccessTokens tokens) {
        this.http = RestTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .build();
        this.tokens = tokens;
    }

    RestTestClient.ResponseSpec get(String uri, Object... values) {
        return http.get().uri(uri, values).exchange();
    }

    RestTestClient.ResponseSpec getIfNoneMatch(String uri, String etag) {
        return http.get().uri(uri).header(HttpHeaders.IF_NONE_MATCH, etag).exchange();
    }

    RestTestClient.ResponseSpec getWithToken(String uri, String token) {
        return http.get()
                .uri(uri)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .exchange();
    }

    RestTestClient.ResponseSpec post(Role role, Object body) {
        return http.post()
                .uri("/products")
                .header(HttpHeaders.AUTHORIZATION, bearer(role))
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    RestTestClient.ResponseSpec postUnsigned(Object body) {
        return http.post()
                .uri("/products")
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    RestTestClient.ResponseSpec put(String id, Object body) {
        return http.put()
                .uri("/products/" + id)
                .header(HttpHeaders.AUTHORIZATION, bearer(Role.ADMIN))
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    RestTestClient.ResponseSpec putIfMatch(String id, String etag, Object body) {
        return http.put()
                .uri("/products/" + id)
                .header(HttpHeaders.AUTHORIZATION, bearer(Role.ADMIN))
                .header(HttpHeaders.IF_MATCH, etag)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    RestTestClient.ResponseSpec delete(Role role, String id) {
        return http.delete()
                .uri("/products/" + id)
                .header(HttpHeaders.AUTHORIZATION, bearer(role))
                .exchange();
    }

    /** Adds a product and returns its id. */
    String added(String name, String category, double price) {
        return data(post(Role.ADMIN, Map.of("name", name, "category", category, "price", price)))
                .get("id")
                .asString();
    }

    static JsonNode data(RestTestClient.ResponseSpec response) {
        return body(response).get("data");
    }

    static JsonNode body(RestTestClient.ResponseSpec response) {
        EntityExchangeResult<JsonNode> result =
                response.expectBody(JsonNode.class).returnResult();
        JsonNode body = result.getResponseBody();
        if (body == null) {
            throw new AssertionError("No body: " + result);
        }
        return body;
    }

    private String bearer(Role role) {
        return "Bearer " + tokens.issueFor(new CurrentUser(UUID.randomUUID(), "somebody@homedelivery.test", role));
    }
}
