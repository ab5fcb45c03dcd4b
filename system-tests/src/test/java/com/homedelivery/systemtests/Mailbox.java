package com.homedelivery.systemtests;

import static org.awaitility.Awaitility.await;

import com.homedelivery.localstack.client.ServerAddresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What has come to one address at the mail server of the suite. */
final class Mailbox {

    private static final int NOT_FOUND = 404;
    private static final Pattern TOKEN = Pattern.compile("token=([A-Za-z0-9_-]{43})");

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();
    private final URI messages;

    Mailbox(ServerAddresses servers, String address) {
        this.messages = URI.create(
                "http://" + ServerAddresses.HOST + ":" + servers.mailApiPort() + "/api/user/" + address + "/messages");
    }

    /** Waits for a mail, and takes the token out of its link. */
    String tokenOf(String subject) {
        return await("a mail \"" + subject + "\"")
                .until(() -> bodiesOf(subject).findFirst(), Optional::isPresent)
                .map(Mailbox::tokenIn)
                .orElseThrow();
    }

    List<String> subjects() {
        return mails().map(mail -> mail.path("subject").asString()).toList();
    }

    private Stream<String> bodiesOf(String subject) {
        return mails().filter(mail -> mail.path("subject").asString().equals(subject))
                .map(mail -> mail.path("mimeMessage").asString());
    }

    private static String tokenIn(String mail) {
        return TOKEN.matcher(unquoted(mail))
                .results()
                .map(MatchResult::group)
                .map(match -> match.substring("token=".length()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no token in " + mail));
    }

    /** Without the quoted-printable of RFC 2045, as far as links have it. */
    private static String unquoted(String mail) {
        return mail.replaceAll("=\r?\n", "").replace("=3D", "=");
    }

    /** None when nothing has come yet: the server does not know the address then. */
    private Stream<JsonNode> mails() {
        try {
            HttpResponse<String> answer =
                    http.send(HttpRequest.newBuilder(messages).build(), HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == NOT_FOUND
                    ? Stream.empty()
                    : StreamSupport.stream(json.readTree(answer.body()).spliterator(), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
