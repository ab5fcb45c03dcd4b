package com.homedelivery.gateway;

import static com.homedelivery.gateway.GatewayResponses.PASSED_ON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.homedelivery.shared.testing.StubService;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class WebSocketIT extends GatewayTest {

    private static final int MORE_THAN_REQUESTS_HAVE = 210;
    private static final int SOON = 60;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Test
    void messagesGoBothWaysAndSoDoesTheEnd() throws Exception {
        Conversation conversation = new Conversation();
        WebSocket socket = open(conversation);

        socket.sendText("CONNECT", true).join();
        assertThat(conversation.message.get(SOON, TimeUnit.SECONDS)).isEqualTo("echo CONNECT");

        socket.sendClose(WebSocket.NORMAL_CLOSURE, "done").join();
        assertThat(conversation.closed.get(SOON, TimeUnit.SECONDS)).isEqualTo(WebSocket.NORMAL_CLOSURE);
    }

    @Test
    void anExpiredTokenDoesNotHinderTheHandshake() throws Exception {
        WebSocket socket = CLIENT.newWebSocketBuilder()
                .header("Authorization", "Bearer garbage")
                .buildAsync(URI.create("ws://localhost:" + port + "/ws"), new Conversation())
                .get(SOON, TimeUnit.SECONDS);

        assertThat(socket.isOutputClosed()).isFalse();
        socket.abort();
    }

    @Test
    void aQuietConversationIsNotCutOff() throws Exception {
        Conversation conversation = new Conversation();
        WebSocket socket = open(conversation);

        Awaitility.await()
                .pollDelay(RESPONSE_TIMEOUT.plusSeconds(2))
                .atMost(Duration.ofSeconds(SOON))
                .until(() -> !conversation.closed.isDone());
        socket.sendText("still here", true).join();
        assertThat(conversation.message.get(SOON, TimeUnit.SECONDS)).isEqualTo("echo still here");
        socket.abort();
    }

    @Test
    void manyWatchersLeaveTheOtherRequestsTheirConnections() throws Exception {
        List<WebSocket> watchers = new ArrayList<>();
        try {
            for (int i = 0; i < MORE_THAN_REQUESTS_HAVE; i++) {
                Conversation conversation = new Conversation();
                WebSocket watcher = open(conversation, "198.51.100." + i);
                watchers.add(watcher);
                watcher.sendText("CONNECT", true).join();
                assertThat(conversation.message.get(SOON, TimeUnit.SECONDS)).isEqualTo("echo CONNECT");
            }

            api.asCustomer().get("/api/deliveries").satisfies(PASSED_ON);
        } finally {
            watchers.forEach(WebSocket::abort);
        }
    }

    @Test
    void elsewhereAWishToUpgradeIsPassedOver() throws Exception {
        try (RawClient raw = new RawClient(port, Duration.ofSeconds(10))) {
            raw.send("GET /api/products HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: " + clientAddress
                    + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13"
                    + "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");

            assertThat(raw.status()).isEqualTo(200);
        }
    }

    private WebSocket open(WebSocket.Listener listener) {
        return open(listener, clientAddress);
    }

    private WebSocket open(WebSocket.Listener listener, String address) {
        return CLIENT.newWebSocketBuilder()
                .header("X-Forwarded-For", address)
                .buildAsync(URI.create("ws://localhost:" + port + "/ws"), listener)
                .join();
    }

    static final class Conversation implements WebSocket.Listener {

        final CompletableFuture<String> message = new CompletableFuture<>();
        final CompletableFuture<Integer> closed = new CompletableFuture<>();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            message.complete(data.toString());
            return WebSocket.Listener.super.onText(socket, data, last);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            closed.complete(status);
            return null;
        }
    }

    @Nested
    class WithoutTheDeliveryService {

        @DynamicPropertySource
        static void nobodyDelivers(DynamicPropertyRegistry registry) {
            registry.add("DELIVERY_SERVICE_URL", () -> StubService.urlOf(StubService.freePort()));
        }

        @Test
        void theHandshakeIsRefused() {
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() -> open(new Conversation()))
                    .havingCause()
                    .isInstanceOfSatisfying(
                            WebSocketHandshakeException.class,
                            refused -> assertThat(refused.getResponse().statusCode())
                                    .isEqualTo(503));
        }
    }
}
