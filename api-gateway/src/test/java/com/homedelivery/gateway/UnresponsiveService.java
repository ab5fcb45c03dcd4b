package com.homedelivery.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A service that answers once on each connection and hangs up when it is asked a second time. */
final class UnresponsiveService {

    private final ServerSocket socket;
    private final AtomicInteger hungUp = new AtomicInteger();

    UnresponsiveService() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    /** How often a second request was left unanswered. */
    int hungUp() {
        return hungUp.get();
    }

    private void serve() {
        try {
            while (true) {
                Socket connection = socket.accept();
                Thread.ofVirtual().start(() -> answerOnce(connection));
            }
        } catch (IOException e) {
            // The JVM is going.
        }
    }

    private void answerOnce(Socket connection) {
        try (connection) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
            if (readHead(in)) {
                connection
                        .getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
                                .getBytes(StandardCharsets.ISO_8859_1));
                if (readHead(in)) {
                    hungUp.incrementAndGet();
                }
            }
        } catch (IOException e) {
            // The gateway has hung up first.
        }
    }

    private static boolean readHead(BufferedReader in) throws IOException {
        String line = in.readLine();
        while (line != null && !line.isEmpty()) {
            line = in.readLine();
        }
        return line != null;
    }
}
