package com.homedelivery.payment.support;

import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.CallingService;
import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.shared.security.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** The service as a client reaches it: over HTTP. */
public final class Api {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final int port;
    private final AccessTokens tokens;

    public Api(int port, AccessTokens tokens) {
        this.port = port;
        this.tokens = tokens;
    }

    public String tokenOf(UUID user) {
        return tokens.issueFor(new CurrentUser(user, "ada@example.test", Role.USER));
    }

    public String adminToken() {
        return tokens.issueFor(new CurrentUser(UUID.randomUUID(), "boss@example.test", Role.ADMIN));
    }

    public String serviceToken() {
        return tokens.issueFor(new CallingService("order-service"));
    }

    public Answer get(String path, String token) {
        return send(request(path, token).GET());
    }

    public Answer post(String path, String token, Object body, String... headers) {
        return post(path, token, JSON.writeValueAsString(body), headers);
    }

    public Answer post(String path, String token, String body, String... headers) {
        HttpRequest.Builder request = request(path, token).header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public Answer pay(UUID customer, UUID order, String amount, String method, String... headers) {
        return post(
                "/payments",
                tokenOf(customer),
                "{\"orderId\": \"%s\", \"amount\": %s, \"paymentMethod\": \"%s\"}".formatted(order, amount, method),
                headers);
    }

    public Answer refund(String paymentId, String amount, String... headers) {
        return post(
                "/payments/" + paymentId + "/refunds",
                adminToken(),
                amount == null ? Map.of() : Map.of("amount", new BigDecimal(amount)),
                headers);
    }

    private HttpRequest.Builder request(String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(10));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
