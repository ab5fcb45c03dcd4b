package com.homedelivery.client;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.java_websocket.WebSocket;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.protocols.Protocol;
import org.java_websocket.server.WebSocketServer;
import org.jspecify.annotations.Nullable;

/** Speaks as much STOMP 1.2 as the gateway does to a client that tracks. */
final class StompServer extends WebSocketServer implements AutoCloseable {

    private static final int THREADS = 1;

    private final List<StompFrame> frames = new CopyOnWriteArrayList<>();
    private final AtomicInteger heartBeats = new AtomicInteger();
    private final CountDownLatch started = new CountDownLatch(1);
    private final Function<StompFrame, @Nullable StompFrame> answer;

    private StompServer(Function<StompFrame, @Nullable StompFrame> answer) {
        super(
                new InetSocketAddress("127.0.0.1", 0),
                THREADS,
                List.of(new Draft_6455(List.of(), List.of(new Protocol("v12.stomp")))));
        this.answer = answer;
        setDaemon(true);
    }

    /** @param answer what is sent back for a frame, beside what the protocol asks for */
    static StompServer start(Function<StompFrame, @Nullable StompFrame> answer) throws InterruptedException {
        StompServer server = new StompServer(answer);
        server.start();
        server.started.await();
        return server;
    }

    URI gateway() {
        return URI.create("http://127.0.0.1:" + getPort());
    }

    List<StompFrame> of(String command) {
        return frames.stream().filter(frame -> frame.command().equals(command)).toList();
    }

    int heartBeats() {
        return heartBeats.get();
    }

    /** As when the network goes away. */
    void cutConnections() {
        getConnections().forEach(connection -> connection.closeConnection(1006, "cut"));
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }

    @Override
    public void onMessage(WebSocket socket, String message) {
        Optional<StompFrame> received = StompFrame.read(message);
        if (received.isEmpty()) {
            heartBeats.incrementAndGet();
        }
        received.ifPresent(frame -> {
            frames.add(frame);
            StompFrame reply = frame.command().equals("CONNECT")
                    ? StompFrame.of("CONNECTED", Map.of("version", "1.2"))
                    : answer.apply(frame);
            if (reply != null) {
                socket.send(reply.write());
            }
            if (reply != null && reply.command().equals("ERROR")) {
                socket.close();
            }
        });
    }

    @Override
    public void onStart() {
        started.countDown();
    }

    @Override
    public void onOpen(WebSocket socket, ClientHandshake handshake) {}

    @Override
    public void onClose(WebSocket socket, int code, String reason, boolean remote) {}

    @Override
    public void onError(@Nullable WebSocket socket, Exception failure) {}
}
