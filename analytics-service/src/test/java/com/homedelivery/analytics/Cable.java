package com.homedelivery.analytics;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A cable to a server that can be pulled out and plugged in again. */
final class Cable {

    private final ServerSocket here;
    private final String host;
    private final int port;
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private volatile boolean pulled;

    Cable(String host, int port) {
        this.host = host;
        this.port = port;
        try {
            here = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Thread.ofVirtual().start(this::listen);
    }

    int port() {
        return here.getLocalPort();
    }

    void pull() {
        pulled = true;
        open.forEach(Cable::close);
        open.clear();
    }

    void plugIn() {
        pulled = false;
    }

    private void listen() {
        while (true) {
            try {
                connect(here.accept());
            } catch (IOException e) {
                // That connection has failed; the next may not.
            }
        }
    }

    private void connect(Socket near) throws IOException {
        if (pulled) {
            near.close();
            return;
        }
        Socket far = new Socket(host, port);
        open.add(near);
        open.add(far);
        Thread.ofVirtual().start(() -> pump(near, far));
        Thread.ofVirtual().start(() -> pump(far, near));
    }

    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // Pulled out, or done.
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
