package com.homedelivery.localstack.servers;

import com.homedelivery.localstack.client.ServerPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Replaces the zeroes among the wanted ports by free ports, all different. */
final class FreePorts implements AutoCloseable {

    private final List<ServerSocket> held = new ArrayList<>();

    static ServerPorts fill(ServerPorts wanted) {
        try (FreePorts free = new FreePorts()) {
            return new ServerPorts(
                    free.unlessGiven(wanted.control()),
                    free.unlessGiven(wanted.postgres()),
                    free.unlessGiven(wanted.redis()),
                    free.unlessGiven(wanted.kafka()),
                    free.unlessGiven(wanted.kafkaController()),
                    free.unlessGiven(wanted.mongo()),
                    free.unlessGiven(wanted.smtp()),
                    free.unlessGiven(wanted.mailApi()));
        }
    }

    private int unlessGiven(int port) {
        if (port != 0) {
            return port;
        }
        try {
            ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            held.add(socket);
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No free port", e);
        }
    }

    @Override
    public void close() {
        for (ServerSocket socket : held) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
