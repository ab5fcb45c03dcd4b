package com.homedelivery.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** An answer that is an error. Decide by {@link #code()}, show {@link #getMessage()}. */
public final class HomeDeliveryException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int FIRST_ERROR = 400;
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String code;
    private final int status;
    private final transient JsonNode details;
    private final transient HttpHeaders headers;

    private HomeDeliveryException(int status, HttpHeaders headers, JsonNode error) {
        super(error.path("message").asText("The answer is not one of the API"));
        this.code = error.path("code").asText("INTERNAL_ERROR");
        this.status = status;
        this.details = error.path("details");
        this.headers = headers;
    }

    /** Reads the answer when it is an error, and leaves it as it is otherwise. */
    static void throwIfError(HttpResponse<InputStream> response) {
        if (response.statusCode() < FIRST_ERROR) {
            return;
        }
        throw new HomeDeliveryException(response.statusCode(), response.headers(), errorIn(response.body()));
    }

    /** Nothing when it was cut off, or comes from somebody on the way who does not know the API. */
    private static JsonNode errorIn(InputStream answer) {
        try (answer) {
            return JSON.readTree(answer.readAllBytes()).path("error");
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** What has happened, the same in every version of the API: {@code NOT_FOUND}. There may be codes that are not known yet. */
    public String code() {
        return code;
    }

    /** Of HTTP, 400 to 599. */
    public int status() {
        return status;
    }

    /** What is known besides; a missing node when nothing is. */
    public JsonNode details() {
        return details;
    }

    /** What is wrong with which field of a request; empty unless the code is {@code VALIDATION_ERROR}. */
    public Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        details.forEach(detail -> {
            if (detail.hasNonNull("field")) {
                fields.put(detail.get("field").asText(), detail.path("message").asText());
            }
        });
        return fields;
    }

    /** In which time the request may be sent again; empty when it should not be, or when somebody on the way names a date. */
    public Optional<Duration> retryAfter() {
        return headers.firstValue("Retry-After")
                .filter(SECONDS.asMatchPredicate())
                .map(Long::valueOf)
                .map(Duration::ofSeconds);
    }

    /** What support asks for. */
    public Optional<String> requestId() {
        return headers.firstValue("X-Request-Id");
    }
}
