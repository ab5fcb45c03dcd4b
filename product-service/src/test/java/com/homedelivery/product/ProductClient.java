package com.homedelivery.product;

import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import java.util.Map;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Lazy;
import org.springframework.http.HttpHeaders;

/** Reads products without a token, and manages them as an admin. */
@TestComponent
@Lazy
class ProductClient {

    private final ApiClient api;

    ProductClient(ApiClient api) {
        this.api = api;
    }

    /** @param variables of the path, if it is a template */
    ApiResult get(String path, Object... variables) {
        return api.get(path, variables);
    }

    ApiResult getIfNoneMatch(String path, String etag) {
        return api.withHeader(HttpHeaders.IF_NONE_MATCH, etag).get(path);
    }

    ApiResult post(Object body) {
        return api.asAdmin().post("/products", body);
    }

    ApiResult put(String id, Object body) {
        return api.asAdmin().put("/products/" + id, body);
    }

    ApiResult putIfMatch(String id, String etag, Object body) {
        return api.as(Role.ADMIN).withHeader(HttpHeaders.IF_MATCH, etag).put("/products/" + id, body);
    }

    ApiResult delete(String id) {
        return api.asAdmin().delete("/products/" + id);
    }

    /** Adds a product and returns its id. */
    String add(String name, String category, double price) {
        return post(Map.of("name", name, "category", category, "price", price)).data("id");
    }
}
