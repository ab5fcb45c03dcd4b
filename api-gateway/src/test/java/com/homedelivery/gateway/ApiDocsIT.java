package com.homedelivery.gateway;

import static com.homedelivery.gateway.GatewayResponses.PASSED_ON;
import static com.homedelivery.gateway.GatewayResponses.refusedWith;
import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.openapi.CheckedIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiDocsIT extends GatewayTest {

    @ParameterizedTest
    @CsvSource({
        "/docs, text/html",
        "/docs/page.css, text/css",
        "/docs/page.js, text/javascript",
        "/docs/swagger-ui.css, text/css",
        "/docs/swagger-ui-bundle.js, text/javascript",
        "/docs/openapi.json, application/json",
        "/docs/tracking.json, application/json"
    })
    void isForAnybody(String path, String type) {
        ApiResult file = api.anonymous().get(path).satisfies(PASSED_ON);

        assertThat(file.header("Content-Type")).startsWith(type);
        assertThat(file.content()).isNotEmpty();
    }

    @Test
    void showsTheCheckedInDocument() {
        assertThat(api.get("/docs/openapi.json").body()).isEqualTo(CheckedIn.read("openapi.json"));
    }

    @Test
    void runsNothingThatIsNotAFileOfTheGateway() {
        ApiResult page = api.get("/docs");

        assertThat(page.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                .doesNotContain("unsafe", "http");
        assertThat(page.text()).doesNotContain("http:", "https:", "<style", "<script>", "onload");
        assertThat(api.get("/api/orders").header("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; frame-ancestors 'none'");
    }

    @Test
    void isNotSentTwice() {
        ApiResult first = api.get("/docs/openapi.json");

        assertThat(first.header("Cache-Control")).isEqualTo("max-age=300, public");
        ApiResult second = api.withHeader("If-None-Match", first.header("ETag")).get("/docs/openapi.json");
        assertThat(second.status()).isEqualTo(304);
        assertThat(second.content()).isEmpty();
    }

    @Test
    void isCountedByItself() {
        assertThat(api.get("/docs").header("X-RateLimit-Remaining")).isEqualTo("99");
        assertThat(api.get("/nothing").header("X-RateLimit-Remaining")).isEqualTo("99");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs/", "/docs/index.html", "/docs/nothing.js", "/docs/a/b"})
    void hasNothingElse(String path) {
        api.get(path).satisfies(refusedWith(404, "NOT_FOUND"));
    }

    @Test
    void isOnlyRead() {
        api.post("/docs", "{}").satisfies(refusedWith(405, "METHOD_NOT_ALLOWED"));
    }
}
