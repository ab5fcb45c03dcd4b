package com.homedelivery.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.deadline.RequestDeadline;
import com.homedelivery.shared.testing.ApiResult;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What holds of every response of the gateway. */
final class GatewayResponses {

    static final Consumer<ApiResult> PASSED_ON = response -> {
        response.hasStatus(200);
        hasTheHeadersOfAll(response);
    };

    private static final List<String> HEADERS_OF_ALL = List.of(
            "X-RateLimit-Limit",
            "X-RateLimit-Remaining",
            "X-RateLimit-Reset",
            "X-Request-Id",
            "X-Content-Type-Options",
            "X-Frame-Options",
            "Referrer-Policy",
            "Content-Security-Policy",
            "Strict-Transport-Security",
            "Cache-Control");

    private GatewayResponses() {}

    static Consumer<ApiResult> refusedWith(int status, String code) {
        return response -> {
            response.hasError(status, code);
            assertThat(response.header("Content-Type")).startsWith("application/json");
            assertThat(response.text())
                    .doesNotContain("Exception", "127.0.0.1", "localhost", "springframework", "catalina");
            hasTheHeadersOfAll(response);
        };
    }

    /** What the service behind the gateway saw of a header, or null. */
    static @Nullable String seen(ApiResult response, String header) {
        return response.body().path("headers").path(header).asString(null);
    }

    /** How much time the gateway gave to the service behind it. */
    static Duration timeGiven(ApiResult response) {
        return Duration.ofMillis(Long.parseLong(seen(response, RequestDeadline.HEADER.toLowerCase(Locale.ROOT))));
    }

    private static void hasTheHeadersOfAll(ApiResult response) {
        HEADERS_OF_ALL.forEach(
                name -> assertThat(response.headers().getOrEmpty(name)).as(name).hasSize(1));
    }
}
