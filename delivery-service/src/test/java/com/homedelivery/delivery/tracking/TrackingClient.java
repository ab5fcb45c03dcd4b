package com.homedelivery.delivery.tracking;

import com.homedelivery.shared.testing.ApiClient;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.converter.SimpleMessageConverter;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompFrameHandler;
import org.springframework.messaging.simp.stomp.StompHeaders;
import org.springframework.messaging.simp.stomp.StompSession;
import org.springframework.messaging.simp.stomp.StompSessionHandlerAdapter;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.socket.WebSocketHttpHeaders;
import org.springframework.web.socket.client.standard.StandardWebSocketClient;
import org.springframework.web.socket.messaging.WebSocketStompClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real STOMP client: what it receives, and how its session ends. */
final class TrackingClient extends StompSessionHandlerAdapter implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final ThreadPoolTaskScheduler SCHEDULER = scheduler();

    private final WebSocketStompClient client = new WebSocketStompClient(new StandardWebSocketClient());
    private final CompletableFuture<StompSession> session;
    private final List<JsonNode> received = new CopyOnWriteArrayList<>();
    private final List<Error> errors = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private volatile @Nullable StompHeaders welcome;

    /** An ERROR frame. */
    record Error(String code, JsonNode body) {}

    private TrackingClient(int port, WebSocketHttpHeaders handshake, StompHeaders connect) {
        client.setMessageConverter(new SimpleMessageConverter());
        client.setTaskScheduler(SCHEDULER);
        client.setDefaultHeartbeat(new long[] {10_000, 10_000});
        session = client.connectAsync(URI.create("ws://localhost:" + port + "/ws"), handshake, connect, this);
    }

    /** Tries to connect, with whatever headers. */
    static TrackingClient connecting(int port, StompHeaders connect) {
        return new TrackingClient(port, new WebSocketHttpHeaders(), connect);
    }

    /** Tries to connect with a token in the handshake as well. */
    static TrackingClient connecting(int port, ApiClient inHandshake, StompHeaders connect) {
        WebSocketHttpHeaders handshake = new WebSocketHttpHeaders();
        handshake.setBearerAuth(inHandshake.token());
        return new TrackingClient(port, handshake, connect);
    }

    /** Connects as a person. */
    static TrackingClient of(ApiClient person, int port) throws Exception {
        TrackingClient client = connecting(port, tokenOf(person));
        client.session.get(1, TimeUnit.MINUTES);
        return client;
    }

    static StompHeaders tokenOf(ApiClient person) {
        StompHeaders connect = new StompHeaders();
        connect.add("Authorization", "Bearer " + person.token());
        return connect;
    }

    StompSession.Subscription subscribe(String destination) {
        return session.join().subscribe(destination, new StompFrameHandler() {
            @Override
            public Type getPayloadType(StompHeaders headers) {
                return byte[].class;
            }

            @Override
            public void handleFrame(StompHeaders headers, @Nullable Object payload) {
                received.add(JSON.readTree((byte[]) payload));
            }
        });
    }

    TrackingClient subscribedTo(String destination) {
        subscribe(destination);
        return this;
    }

    void send(String destination, String json) {
        StompHeaders headers = new StompHeaders();
        headers.setDestination(destination);
        headers.setContentType(MimeTypeUtils.APPLICATION_JSON);
        session.join().send(headers, json.getBytes(StandardCharsets.UTF_8));
    }

    List<JsonNode> received() {
        return received;
    }

    /** What was received, in short: {@code "status ASSIGNED"}, {@code "location 1.5"}, {@code "offer <delivery>"}. */
    List<String> summary() {
        return received.stream()
                .map(message -> switch (message.path("type").asString("offer")) {
                    case "status-update" -> "status " + message.path("status").asString();
                    case "location-update" ->
                        "location " + message.at("/location/lat").asDouble();
                    case "pickup-reminder" ->
                        "reminder " + message.path("deliveryId").asString();
                    default -> "offer " + message.path("deliveryId").asString();
                })
                .toList();
    }

    List<Error> errors() {
        return errors;
    }

    boolean isClosed() {
        return closed.isDone();
    }

    @Nullable
    StompHeaders welcome() {
        return welcome;
    }

    @Override
    public void afterConnected(StompSession connected, StompHeaders headers) {
        welcome = headers;
    }

    @Override
    public Type getPayloadType(StompHeaders headers) {
        return byte[].class;
    }

    @Override
    public void handleFrame(StompHeaders headers, @Nullable Object payload) {
        errors.add(new Error(
                String.valueOf(headers.getFirst("message")),
                payload == null ? JSON.createObjectNode() : JSON.readTree((byte[]) payload)));
    }

    @Override
    public void handleException(
            StompSession failed,
            @Nullable StompCommand command,
            StompHeaders headers,
            byte[] payload,
            Throwable failure) {
        throw new AssertionError("The client could not handle a frame", failure);
    }

    @Override
    public void handleTransportError(StompSession lost, Throwable failure) {
        closed.complete(null);
    }

    @Override
    public void close() {
        if (session.isDone() && !session.isCompletedExceptionally()) {
            StompSession open = session.join();
            if (open.isConnected()) {
                open.disconnect();
            }
        }
        client.stop();
    }

    private static ThreadPoolTaskScheduler scheduler() {
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        scheduler.setDaemon(true);
        scheduler.initialize();
        return scheduler;
    }
}
