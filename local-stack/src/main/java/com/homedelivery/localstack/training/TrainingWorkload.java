package com.homedelivery.localstack.training;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;

/** Uses a service over HTTP, so that the classes of answering are loaded as well as those of starting. */
final class TrainingWorkload {

    private static final int ROUNDS = 20;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private TrainingWorkload() {}

    /**
     * Asks how the service is, and registers an account: auth-service reads it, refuses what is invalid and writes to its
     * database; the others refuse it for want of a token.
     *
     * @throws IllegalStateException when the service is not healthy, or fails
     */
    static void run(URI address) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (int round = 0; round < ROUNDS; round++) {
                expect(200, send(http, request(address, "/health")));
                String account =
                        "{\"email\": \"%s@example.test\", \"password\": \"Password123\"}".formatted(UUID.randomUUID());
                for (String body : new String[] {"{}", account}) {
                    expect(
                            499,
                            send(
                                    http,
                                    request(address, "/auth/register")
                                            .header("Content-Type", "application/json")
                                            .POST(HttpRequest.BodyPublishers.ofString(body))));
                }
            }
        }
    }

    private static HttpRequest.Builder request(URI address, String path) {
        return HttpRequest.newBuilder(address.resolve(path)).timeout(TIMEOUT);
    }

    private static int send(HttpClient http, HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    private static void expect(int most, int status) {
        if (status > most) {
            throw new IllegalStateException("The service answered " + status);
        }
    }
}
