package com.homedelivery.shared.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A way to a server that can be cut, frozen and mended. It ends with its {@link #close}: from then on nobody listens at its
 * port.
 */
public final class TcpProxy implements AutoCloseable {

    private enum State {
        OPEN,
        FROZEN,
        CUT
    }

    private final String host;
    private final int port;
    private final ServerSocket entrance;
    private final ClientToServer toServer;
    private final AtomicInteger connections = new AtomicInteger();
    private final Thread accepting;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private State state = State.OPEN;

    /** Passes on what a client says; returns or throws when that is the end of the connection. */
    @FunctionalInterface
    public interface ClientToServer {
        void pass(Socket client, Socket server) throws IOException;
    }

    /** @param port of the server; it need not be there yet */
    public TcpProxy(String host, int port) {
        this(host, port, null);
    }

    /**
     * A proxy that listens to what clients say.
     *
     * @param toServer passes it on instead of the proxy, which then cannot freeze it
     */
    public TcpProxy(String host, int port, @Nullable ClientToServer toServer) {
        this.host = host;
        this.port = port;
        this.toServer = toServer == null ? this::pump : toServer;
        try {
            entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        accepting = Thread.ofVirtual().start(this::accept);
    }

    /** A way to the Redis of this JVM's tests. */
    public static TcpProxy toRedis() {
        TestServers.Redis redis = TestServers.current().redis();
        return new TcpProxy(redis.host(), redis.port());
    }

    /** Where to connect to, on the loopback interface. */
    public int port() {
        return entrance.getLocalPort();
    }

    /** How many connections there have been. */
    public int connections() {
        return connections.get();
    }

    /** Connections break; new ones are as the present ones were. */
    public void breakConnections() {
        sockets.forEach(TcpProxy::closeQuietly);
    }

    /** Connections break, and new ones are closed at once. */
    public synchronized void cut() {
        become(State.CUT);
        breakConnections();
    }

    /** Connections stay and new ones are accepted, and nothing gets through. */
    public synchronized void freeze() {
        become(State.FROZEN);
    }

    /** Everything gets through again, what was held back by a frozen way first. */
    public synchronized void mend() {
        become(State.OPEN);
    }

    private synchronized void become(State next) {
        state = next;
        notifyAll();
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                // That one has failed; whether it was the entrance, the loop asks.
            }
        }
    }

    private void serve(Socket client) {
        Socket server = new Socket();
        try (client;
                server) {
            if (admits(client, server)) {
                server.connect(new InetSocketAddress(host, port));
                Thread.ofVirtual().start(() -> pump(server, client));
                toServer.pass(client, server);
            }
        } catch (IOException e) {
            // The server is not there: neither is the way to it.
        } finally {
            sockets.remove(client);
            sockets.remove(server);
        }
    }

    private synchronized boolean admits(Socket client, Socket server) {
        return state != State.CUT && sockets.add(client) && sockets.add(server);
    }

    private void pump(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[8192];
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                awaitThaw();
                out.write(bytes, 0, read);
            }
        } catch (IOException | InterruptedException e) {
            // Both ends are closed by now.
        }
    }

    private synchronized void awaitThaw() throws InterruptedException {
        while (state == State.FROZEN) {
            wait();
        }
    }

    private static void closeQuietly(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Closed is closed.
        }
    }

    /** The kernel goes on accepting connections for a thread that is about to, so that one is waited for. */
    @Override
    public void close() {
        closeQuietly(entrance);
        try {
            accepting.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cut();
    }
}
