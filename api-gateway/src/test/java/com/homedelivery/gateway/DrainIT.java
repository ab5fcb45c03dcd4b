package com.homedelivery.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.drain.ConnectionDrain;
import com.homedelivery.shared.testing.RealServers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A gateway that ends sends its clients to another one. */
class DrainIT {

    private static final int SOON = 60;
    private static final TestService SERVICE = new TestService();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Test
    void watchersAreToldToConnectElsewhereWhileRequestsAreStillAnswered() throws Exception {
        ConfigurableApplicationContext gateway = gateway();
        String host = "localhost:" + gateway.getEnvironment().getRequiredProperty("local.server.port");
        WebSocketIT.Conversation conversation = new WebSocketIT.Conversation();
        WebSocket socket = CLIENT.newWebSocketBuilder()
                .buildAsync(URI.create("ws://" + host + "/ws"), conversation)
                .get(SOON, TimeUnit.SECONDS);
        socket.sendText("CONNECT", true).join();
        assertThat(conversation.message.get(SOON, TimeUnit.SECONDS)).isEqualTo("echo CONNECT");
        assertThat(get(host).headers().firstValue("Connection")).isEmpty();

        CompletableFuture<Void> ending = CompletableFuture.runAsync(gateway::close);
        Awaitility.await().until(gateway.getBean(ConnectionDrain.class)::isDraining);
        HttpResponse<Void> answer = get(host);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Connection")).hasValue("close");
        assertThat(conversation.closed.get(SOON, TimeUnit.SECONDS)).isEqualTo(1001);
        WebSocketIT.Conversation late = new WebSocketIT.Conversation();
        CLIENT.newWebSocketBuilder()
                .buildAsync(URI.create("ws://" + host + "/ws"), late)
                .get(SOON, TimeUnit.SECONDS);
        assertThat(late.closed.get(SOON, TimeUnit.SECONDS)).isEqualTo(1001);
        ending.get(SOON, TimeUnit.SECONDS);
    }

    private static HttpResponse<Void> get(String host) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://" + host + "/api/products"))
                        .timeout(Duration.ofSeconds(SOON))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
    }

    private static ConfigurableApplicationContext gateway() {
        return new SpringApplicationBuilder(ApiGatewayApplication.class)
                .initializers(new RealServers())
                .run(
                        "--server.port=0",
                        "--homedelivery.drain.time=4s",
                        "--homedelivery.gateway.services.product=" + SERVICE.url(),
                        "--homedelivery.gateway.services.delivery=" + SERVICE.url());
    }
}
