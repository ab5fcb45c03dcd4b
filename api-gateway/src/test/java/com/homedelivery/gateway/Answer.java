package com.homedelivery.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a client gets. */
record Answer(int status, HttpHeaders headers, String body) {

    private static final List<String> ALWAYS = List.of(
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

    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    JsonNode json() {
        return JsonMapper.shared().readTree(body);
    }

    /** What the service behind the gateway saw of a header, or null. */
    String seen(String header) {
        return json().path("headers").path(header).asString(null);
    }

    String header(String name) {
        assertThat(headers.allValues(name)).as(name).hasSize(1);
        return headers.firstValue(name).orElseThrow();
    }

    Answer isRefusedWith(int status, String code) {
        assertThat(this.status).as(body).isEqualTo(status);
        assertThat(header("Content-Type")).startsWith("application/json");
        assertThat(json().path("success").asBoolean(true)).isFalse();
        assertThat(json().path("error").path("code").asString()).isEqualTo(code);
        assertThat(json().path("error").path("message").asString()).isNotBlank();
        assertThat(json().path("timestamp").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(body).doesNotContain("Exception", "127.0.0.1", "localhost", "springframework", "catalina");
        ALWAYS.forEach(this::header);
        return this;
    }

    Answer isPassedOn() {
        assertThat(status).as(body).isEqualTo(200);
        ALWAYS.forEach(this::header);
        return this;
    }
}
