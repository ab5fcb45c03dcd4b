package com.homedelivery.systemtests.people;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The one door to the suite: sends a request, reads the envelope. */
public final class Gateway {

    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(20);

    private final URI address;
    private final Duration responseTimeout;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final JsonMapper json = new JsonMapper();

    /** @param address of the gateway: {@code http://localhost:3000} */
    public Gateway(URI address) {
        this(address, RESPONSE_TIMEOUT);
    }

    /** @param responseTimeout how long an answer is waited for */
    public Gateway(URI address, Duration responseTimeout) {
        this.address = address;
        this.responseTimeout = responseTimeout;
    }

    public URI address() {
        return address;
    }

    /**
     * Sends one request.
     *
     * @param path from {@code /} on: {@code /api/products}
     * @param body an object that is sent as JSON, or null
     * @param headers sent beside {@code Content-Type}
     */
    public Answer send(String method, String path, @Nullable Object body, Map<String, String> headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address.resolve(path)).timeout(responseTimeout);
        headers.forEach(request::header);
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json");
            request.method(
                    method,
                    BodyPublishers.ofString(body instanceof String text ? text : json.writeValueAsString(body)));
        }
        return send(request.build());
    }

    /**
     * Sends a file.
     *
     * @param path as in {@link #send}
     * @param contentType what it calls itself: {@code image/jpeg}
     */
    public Answer sendFile(String path, String contentType, byte[] file, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(responseTimeout)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(file));
        headers.forEach(request::header);
        return send(request.build());
    }

    /** Reads what is no envelope. */
    public HttpResponse<byte[]> download(String path) {
        return exchange(
                HttpRequest.newBuilder(address.resolve(path))
                        .timeout(responseTimeout)
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private Answer send(HttpRequest request) {
        HttpResponse<String> response = exchange(request, HttpResponse.BodyHandlers.ofString());
        return new Answer(
                request.method() + " " + request.uri().getPath(),
                response.statusCode(),
                response.headers(),
                json.readTree(response.body()));
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        try {
            return http.send(request, body);
        } catch (IOException e) {
            throw new UncheckedIOException(request.method() + " " + request.uri() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
