package com.homedelivery.notification.support;

import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.testing.TestServers;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as a client reaches it, and the letter boxes of the people it writes to: over HTTP. */
public final class Api {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final int port;
    private final AccessTokens tokens;

    public Api(int port, AccessTokens tokens) {
        this.port = port;
        this.tokens = tokens;
    }

    public Answer get(String path, UUID user) {
        String token = tokens.issueFor(new CurrentUser(user, "ada@example.test", Role.USER));
        return answer(HttpRequest.newBuilder(service(path)).header("Authorization", "Bearer " + token));
    }

    public Answer getAsNobody(String path) {
        return answer(HttpRequest.newBuilder(service(path)));
    }

    /** What the mail server has for a person, in the order in which it came. */
    public List<MimeMessage> mailOf(String email) {
        HttpResponse<String> response =
                send(HttpRequest.newBuilder(TestServers.current().mail().messagesOf(email)));
        return response.statusCode() == 404
                ? List.of()
                : JSON.readTree(response.body())
                        .valueStream()
                        .map(message -> message.path("mimeMessage").asString())
                        .map(Api::parse)
                        .toList();
    }

    private static MimeMessage parse(String message) {
        try {
            return new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8)));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private URI service(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private Answer answer(HttpRequest.Builder request) {
        HttpResponse<String> response = send(request);
        JsonNode body = JSON.readTree(response.body());
        return new Answer(response.statusCode(), body);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(
                    request.timeout(Duration.ofSeconds(30)).GET().build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
