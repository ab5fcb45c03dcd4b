package com.homedelivery.systemtests.people;

import java.lang.reflect.Type;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.converter.SimpleMessageConverter;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompFrameHandler;
import org.springframework.messaging.simp.stomp.StompHeaders;
import org.springframework.messaging.simp.stomp.StompSession;
import org.springframework.messaging.simp.stomp.StompSessionHandlerAdapter;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.web.socket.WebSocketHttpHeaders;
import org.springframework.web.socket.client.standard.StandardWebSocketClient;
import org.springframework.web.socket.messaging.WebSocketStompClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A person's live connection: STOMP over a WebSocket through the gateway. */
public final class LiveTracking implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);

    private final JsonMapper json = new JsonMapper();
    private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    private final List<String> traces = new CopyOnWriteArrayList<>();
    private final CompletableFuture<String> refusal = new CompletableFuture<>();
    private final ThreadPoolTaskScheduler heartbeats = new ThreadPoolTaskScheduler();
    private final WebSocketStompClient client;
    private final StompSession session;

    private LiveTracking(Person person) {
        heartbeats.setThreadNamePrefix("heartbeat-");
        heartbeats.setDaemon(true);
        heartbeats.initialize();
        client = new WebSocketStompClient(new StandardWebSocketClient());
        client.setTaskScheduler(heartbeats);
        client.setMessageConverter(new SimpleMessageConverter());
        StompHeaders connect = new StompHeaders();
        connect.add("Authorization", "Bearer " + person.token());
        URI address = person.gateway().address();
        URI socket = URI.create("ws://" + address.getHost() + ":" + address.getPort() + "/ws");
        session = await(client.connectAsync(socket, new WebSocketHttpHeaders(), connect, new Refusals()));
    }

    /** @throws IllegalStateException when the person is not let in */
    public static LiveTracking connect(Person person) {
        return new LiveTracking(person);
    }

    /**
     * Follows an order: its present state comes first, then every change.
     *
     * @return what ends it
     */
    public StompSession.Subscription follow(String orderId, Consumer<JsonNode> listener) {
        return subscribe("/topic/deliveries/" + orderId, listener);
    }

    /** Waits for delivery offers. */
    public void awaitOffers(Consumer<JsonNode> listener) {
        subscribe("/user/queue/offers", listener);
    }

    /** Sends the rider's position. */
    public void sendLocation(String deliveryId, double lat, double lng) {
        StompHeaders headers = new StompHeaders();
        headers.setDestination("/app/deliveries/" + deliveryId + "/location");
        headers.setContentType(org.springframework.util.MimeTypeUtils.APPLICATION_JSON);
        String body = "{\"lat\":" + lat + ",\"lng\":" + lng + "}";
        session.send(headers, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Everything that has arrived so far, in order. */
    public List<JsonNode> messages() {
        return List.copyOf(messages);
    }

    /** The traces that messages named which have arrived so far. */
    public List<String> traces() {
        return List.copyOf(traces);
    }

    /** The code of the ERROR frame that ended this connection, if one did. */
    public CompletableFuture<String> refusal() {
        return refusal;
    }

    @Override
    public void close() {
        try {
            if (session.isConnected()) {
                session.disconnect();
            }
        } catch (MessageDeliveryException e) {
            // The suite has ended the connection in the same moment: it is closed, as asked.
            refusal.completeExceptionally(e);
        } finally {
            client.stop();
            heartbeats.shutdown();
        }
    }

    private StompSession.Subscription subscribe(String destination, Consumer<JsonNode> listener) {
        return session.subscribe(destination, new StompFrameHandler() {
            @Override
            public Type getPayloadType(StompHeaders headers) {
                return byte[].class;
            }

            @Override
            public void handleFrame(StompHeaders headers, @Nullable Object payload) {
                if (payload instanceof byte[] bytes) {
                    JsonNode message = json.readTree(bytes);
                    Optional.ofNullable(headers.getFirst("traceparent")).ifPresent(traces::add);
                    messages.add(message);
                    listener.accept(message);
                }
            }
        });
    }

    private static StompSession await(CompletableFuture<StompSession> connecting) {
        try {
            return connecting.get(CONNECT_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        } catch (Exception e) {
            throw new IllegalStateException("Live tracking did not connect: " + e.getMessage(), e);
        }
    }

    private final class Refusals extends StompSessionHandlerAdapter {
        @Override
        public Type getPayloadType(StompHeaders headers) {
            return byte[].class;
        }

        @Override
        public void handleFrame(StompHeaders headers, @Nullable Object payload) {
            refusal.complete(String.valueOf(headers.getFirst("message")));
        }

        @Override
        public void handleException(
                StompSession session,
                @Nullable StompCommand command,
                StompHeaders headers,
                byte[] payload,
                Throwable exception) {
            refusal.completeExceptionally(exception);
        }

        @Override
        public void handleTransportError(StompSession session, Throwable exception) {
            refusal.completeExceptionally(exception);
        }
    }
}
