package com.homedelivery.shared.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a service answered, with the checks that most tests make.
 *
 * @param content the body as it came, empty if there was none
 */
public record ApiResult(int status, HttpHeaders headers, byte[] content) {

    private static final String TIMESTAMP = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

    public String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    /** The body as JSON. */
    public JsonNode body() {
        return JsonMapper.shared().readTree(content);
    }

    /**
     * What a successful answer is about.
     *
     * @throws AssertionError when the answer is an error
     */
    public JsonNode data() {
        JsonNode body = body();
        assertThat(body.path("success").asBoolean()).as(toString()).isTrue();
        assertThat(status).as(toString()).isBetween(200, 299);
        return body.path("data");
    }

    /** A value of the data as text, empty if there is none: {@code id}, or {@code address/city}. */
    public String data(String path) {
        return data().at("/" + path).asString("");
    }

    /** The id in the data. */
    public UUID id() {
        return UUID.fromString(data("id"));
    }

    /** The error's stable code, empty for a success. */
    public String errorCode() {
        return body().at("/error/code").asString("");
    }

    public JsonNode errorDetails() {
        return body().at("/error/details");
    }

    /**
     * The value of a header, or null if there is none.
     *
     * @throws AssertionError when there are several
     */
    public @Nullable String header(String name) {
        assertThat(headers.getOrEmpty(name)).as(name).hasSizeLessThanOrEqualTo(1);
        return headers.getFirst(name);
    }

    /** Makes further checks. */
    public ApiResult satisfies(Consumer<ApiResult> checks) {
        checks.accept(this);
        return this;
    }

    public ApiResult hasStatus(int expected) {
        assertThat(status).as(toString()).isEqualTo(expected);
        return this;
    }

    /** Checks that this is an error in the envelope. */
    public ApiResult hasError(int expectedStatus, String code) {
        hasStatus(expectedStatus);
        assertThat(body().path("success").asBoolean(true)).as(toString()).isFalse();
        assertThat(errorCode()).as(toString()).isEqualTo(code);
        assertThat(body().at("/error/message").asString()).isNotBlank();
        assertThat(body().path("timestamp").asString()).matches(TIMESTAMP);
        return this;
    }

    /** Checks that this refuses a request because of this field. */
    public ApiResult isInvalid(String field) {
        return hasError(400, "VALIDATION_ERROR").hasFieldError(field);
    }

    /** Checks that the first detail of the error is about this field. */
    public ApiResult hasFieldError(String field) {
        assertThat(errorDetails().at("/0/field").asString()).as(toString()).isEqualTo(field);
        assertThat(errorDetails().at("/0/message").asString()).isNotBlank();
        return this;
    }

    @Override
    public String toString() {
        return status + " " + text();
    }
}
