package com.homedelivery.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection, from its handshake until it ends. All that it tells it tells on one thread, and the next frame is asked for when
 * the last one has been told: who listens slowly slows the sender down. May be written to by many threads.
 */
final class StompConnection implements WebSocket.Listener {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();

    private final Executor thread;
    private final BiConsumer<StompConnection, StompFrame> onFrame;
    private final Consumer<StompConnection> onEnd;
    private final Duration heartBeat;
    private final StringBuilder message = new StringBuilder();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile long heardAt = System.nanoTime();
    private volatile boolean telling;
    private final CompletableFuture<WebSocket> opened;
    private CompletableFuture<WebSocket> sending;

    /**
     * Begins to connect.
     *
     * @param onFrame told each frame that arrives
     * @param onEnd told once that no more will come, for whatever reason but {@link #close()}
     * @param heartBeat how often each side shows that it is there
     */
    StompConnection(
            URI address,
            String token,
            Executor thread,
            BiConsumer<StompConnection, StompFrame> onFrame,
            Consumer<StompConnection> onEnd,
            Duration heartBeat) {
        this.thread = thread;
        this.onFrame = onFrame;
        this.onEnd = onEnd;
        this.heartBeat = heartBeat;
        opened = HTTP.newWebSocketBuilder()
                .connectTimeout(CONNECT_TIMEOUT)
                .subprotocols("v12.stomp")
                .buildAsync(address, this);
        sending = opened;
        send(connect(address.getHost(), token));
    }

    private StompFrame connect(String host, String token) {
        Map<String, String> headers = Map.of(
                "accept-version",
                "1.2",
                "host",
                host,
                "heart-beat",
                heartBeat.toMillis() + "," + heartBeat.toMillis(),
                "Authorization",
                "Bearer " + token);
        return StompFrame.of("CONNECT", headers);
    }

    void send(StompFrame frame) {
        send(frame.write());
    }

    /** Says that this side is there, and ends what has been silent for two beats. Who is not listened to is not silent. */
    void beat() {
        if (!telling && System.nanoTime() - heardAt > heartBeat.multipliedBy(2).toNanos()) {
            end();
        } else {
            send("\n");
        }
    }

    void close() {
        ended.set(true);
        send(StompFrame.of("DISCONNECT", Map.of()));
        sending()
                .thenCompose(socket -> socket.sendClose(WebSocket.NORMAL_CLOSURE, ""))
                .whenComplete((socket, failure) -> abort());
    }

    /** One text after the other, as a WebSocket wants it. */
    private synchronized void send(String text) {
        sending = sending.thenCompose(socket -> socket.sendText(text, true));
        sending.exceptionally(failure -> {
            end();
            return null;
        });
    }

    private synchronized CompletableFuture<WebSocket> sending() {
        return sending;
    }

    private void end() {
        if (ended.compareAndSet(false, true)) {
            abort();
            thread.execute(() -> onEnd.accept(this));
        }
    }

    private void abort() {
        opened.thenAccept(WebSocket::abort);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        heardAt = System.nanoTime();
        message.append(part);
        Optional<StompFrame> frame = last ? StompFrame.read(message.toString()) : Optional.empty();
        if (last) {
            message.setLength(0);
        }
        frame.ifPresentOrElse(whole -> tell(socket, whole), () -> socket.request(1));
        return null;
    }

    private void tell(WebSocket socket, StompFrame frame) {
        telling = true;
        thread.execute(() -> {
            try {
                if (!ended.get()) {
                    onFrame.accept(this, frame);
                }
            } finally {
                heardAt = System.nanoTime();
                telling = false;
                socket.request(1);
            }
        });
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
        end();
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
        end();
    }
}
