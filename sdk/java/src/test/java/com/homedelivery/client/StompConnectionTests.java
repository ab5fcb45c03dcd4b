package com.homedelivery.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StompConnectionTests {

    private static final String FRAME = StompFrame.of("MESSAGE", Map.of()).write();

    private final Queue<Runnable> listening = new ArrayDeque<>();
    private final AtomicLong requested = new AtomicLong();
    private ServerSocket silent;

    @BeforeEach
    void listen() throws IOException {
        silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        silent.close();
    }

    @Test
    void asksForTheNextFrameWhenTheLastOneHasBeenTold() {
        StompConnection connection = connection(frame -> {});

        connection.onText(socket(), FRAME, true);
        assertThat(requested).hasValue(0);

        listening.remove().run();
        assertThat(requested).hasValue(1);
    }

    @Test
    void asksForItAlsoWhenTellingHasFailed() {
        StompConnection connection = connection(frame -> {
            throw new AssertionError("The screen is gone");
        });

        connection.onText(socket(), FRAME, true);
        assertThatThrownBy(() -> listening.remove().run()).isInstanceOf(AssertionError.class);
        assertThat(requested).hasValue(1);
    }

    @Test
    void asksForMoreAtOnceAfterAHeartBeatOrAPart() {
        StompConnection connection = connection(frame -> {});

        connection.onText(socket(), "\n", true);
        connection.onText(socket(), FRAME.substring(0, 3), false);
        assertThat(requested).hasValue(2);
        assertThat(listening).isEmpty();
    }

    /** To somebody who does not answer. */
    private StompConnection connection(Consumer<StompFrame> listener) {
        return new StompConnection(
                URI.create("ws://127.0.0.1:" + silent.getLocalPort() + "/ws"),
                "secret",
                listening::add,
                (from, frame) -> listener.accept(frame),
                ended -> {},
                Duration.ofMinutes(1));
    }

    private WebSocket socket() {
        return (WebSocket) Proxy.newProxyInstance(
                WebSocket.class.getClassLoader(), new Class<?>[] {WebSocket.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("request");
                    requested.addAndGet((long) arguments[0]);
                    return null;
                });
    }
}
