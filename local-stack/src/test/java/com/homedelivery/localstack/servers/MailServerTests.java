package com.homedelivery.localstack.servers;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.localstack.client.ServerAddresses;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailServerTests {

    private final HttpClient http = HttpClient.newHttpClient();
    private int smtpPort;
    private int apiPort;
    private MailServer server;

    @BeforeEach
    void startServer() throws Exception {
        ServerAddresses addresses = ServerAddresses.anyFree();
        smtpPort = addresses.smtpPort();
        apiPort = addresses.mailApiPort();
        server = new MailServer(addresses);
    }

    @AfterEach
    void stopServer() {
        server.close();
        http.close();
    }

    @Test
    void whatWasSentCanBeReadByItsReceiver() throws Exception {
        send("ann@example.test", "Your order", "It has \"shipped\" & is <near>.");

        HttpResponse<String> answer = get("/api/user/ann@example.test/messages");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"subject\":\"Your order\"").contains("It has \\\"shipped\\\"");
    }

    @Test
    void nobodyHasMailBeforeItIsSent() throws Exception {
        assertThat(get("/api/user/ann@example.test/messages").statusCode()).isEqualTo(404);
        assertThat(get("/api/configuration").statusCode()).isEqualTo(404);
    }

    @Test
    void aPageShowsEverythingTheLatestFirst() throws Exception {
        send("ann@example.test", "First", "one");
        send("bob@example.test", "Second", "two & <three>");

        String page = get("/").body();

        assertThat(page).contains("2 messages", "ann@example.test", "two &amp; &lt;three&gt;");
        assertThat(page.indexOf("Second")).isLessThan(page.indexOf("First"));
    }

    private void send(String to, String subject, String text) {
        GreenMailUtil.sendTextEmail(
                to, "orders@example.test", subject, text, new ServerSetup(smtpPort, "127.0.0.1", "smtp"));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + apiPort + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
