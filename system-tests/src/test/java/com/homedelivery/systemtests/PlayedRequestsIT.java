package com.homedelivery.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.localstack.client.ServerAddresses;
import com.homedelivery.systemtests.RequestsFile.Request;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plays {@code docs/requests.http} from top to bottom, as somebody does who tries the API. */
class PlayedRequestsIT extends SystemTest {

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();
    private final RequestsFile file = RequestsFile.read();
    private final RequestsExpressions expressions = new RequestsExpressions();

    @Test
    void everyRequestIsAnsweredAsItSays() {
        Assumptions.assumeTrue(suite != null, "the mail of a suite elsewhere cannot be read");
        file.variables().forEach(this::set);
        set("host", suite.gateway().toString());
        set("mailbox", "http://" + ServerAddresses.HOST + ":" + suite.servers().mailApiPort());

        List<String> wrong = new ArrayList<>();
        file.requests().forEach(request -> play(request, wrong));

        assertThat(wrong).as("of " + file.requests().size() + " requests").isEmpty();
    }

    private void play(Request request, List<String> wrong) {
        String named = request.method() + " " + request.url() + " (" + request.title() + ")";
        try {
            if (request.whileTrue() == null) {
                HttpResponse<byte[]> response = send(request);
                if (!request.expects(response.statusCode())) {
                    wrong.add(named + ": " + response.statusCode() + " "
                            + new String(response.body(), StandardCharsets.UTF_8));
                }
            } else {
                await(named).pollInterval(Duration.ofMillis(500)).until(() -> {
                    if (expressions.isTrue(request.whileTrue())) {
                        send(request);
                    }
                    return !expressions.isTrue(request.whileTrue());
                });
            }
        } catch (RuntimeException | IOException e) {
            wrong.add(named + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<byte[]> send(Request request) throws IOException, InterruptedException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(expressions.fillIn(request.url())))
                .method(request.method(), bodyOf(request));
        request.headers().forEach((name, value) -> builder.header(name, expressions.fillIn(value)));
        HttpResponse<byte[]> response = http.send(builder.build(), HttpResponse.BodyHandlers.ofByteArray());
        JsonNode body = isJson(response) ? json.readTree(response.body()) : json.nullNode();
        expressions.remember("response", body);
        if (request.name() != null) {
            expressions.remember(request.name(), body);
        }
        return response;
    }

    private BodyPublisher bodyOf(Request request) throws IOException {
        String body = request.body();
        if (body.isEmpty()) {
            return BodyPublishers.noBody();
        }
        return body.startsWith("< ")
                ? BodyPublishers.ofFile(RequestsFile.PATH.resolveSibling(body.substring(2)))
                : BodyPublishers.ofString(expressions.fillIn(body));
    }

    private static boolean isJson(HttpResponse<?> response) {
        return response.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
    }

    private void set(String variable, String value) {
        expressions.remember(variable, json.getNodeFactory().stringNode(value));
    }
}
