package com.homedelivery.localstack.trainer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Uses a trainer over HTTP, so that the classes of answering are loaded as well as those of starting. */
public final class Rehearsal {

    private static final int ROUNDS = 20;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private Rehearsal() {}

    /**
     * Posts a row, lists the rows, and lets a request be refused, a number of times.
     *
     * @param address where {@code POST /rows} and {@code GET /rows} are served
     * @throws IllegalStateException when the trainer does not answer as it should
     */
    public static void perform(URI address) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (int round = 0; round < ROUNDS; round++) {
                expect(200, send(http, HttpRequest.newBuilder(address.resolve("/rows"))));
                expect(200, post(http, address, "{\"text\": \"row " + round + "\", \"price\": 12.50}"));
                expect(400, post(http, address, "{\"text\": \"\"}"));
            }
        }
    }

    private static int post(HttpClient http, URI address, String body) throws IOException, InterruptedException {
        return send(
                http,
                HttpRequest.newBuilder(address.resolve("/rows"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static int send(HttpClient http, HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    private static void expect(int status, int actual) {
        if (status != actual) {
            throw new IllegalStateException("The trainer answered " + actual + " instead of " + status);
        }
    }
}
