package com.homedelivery.delivery;

import com.homedelivery.shared.testing.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;

/** A way to the real Redis that can be closed. */
public final class RedisGate implements DataRedisConnectionDetails, AutoCloseable {

    private final TestServers.Redis redis = TestServers.current().redis();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ServerSocket door;
    private volatile boolean open = true;

    public RedisGate() {
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::letIn);
    }

    /** Nobody gets through any more, and whoever was inside is thrown out. */
    public void shut() {
        open = false;
        sockets.forEach(RedisGate::cut);
    }

    public void open() {
        open = true;
    }

    @Override
    public Standalone getStandalone() {
        return Standalone.of(door.getInetAddress().getHostAddress(), door.getLocalPort(), redis.database());
    }

    @Override
    public void close() throws IOException {
        door.close();
        shut();
    }

    private void letIn() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                if (!open) {
                    cut(client);
                    continue;
                }
                Socket server = new Socket(redis.host(), redis.port());
                sockets.add(client);
                sockets.add(server);
                Thread.ofVirtual().start(() -> pump(client, server));
                Thread.ofVirtual().start(() -> pump(server, client));
            } catch (IOException e) {
                // The next one may have more luck.
            }
        }
    }

    private void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One side has gone; so does the other.
        } finally {
            cut(from);
            cut(to);
        }
    }

    private static void cut(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone already.
        }
    }
}
