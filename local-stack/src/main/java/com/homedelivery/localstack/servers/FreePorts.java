package com.homedelivery.localstack.servers;

import com.homedelivery.localstack.client.ServerPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Finds free ports. All that one instance has found are different; they are held until it is closed. */
final class FreePorts implements AutoCloseable {

    private final List<ServerSocket> held = new ArrayList<>();

    /** Replaces the zeroes among the wanted ports. */
    ServerPorts fill(ServerPorts wanted) {
        return new ServerPorts(
                unlessGiven(wanted.control()),
                unlessGiven(wanted.postgres()),
                unlessGiven(wanted.redis()),
                unlessGiven(wanted.kafka()),
                unlessGiven(wanted.kafkaController()),
                unlessGiven(wanted.mongo()),
                unlessGiven(wanted.smtp()),
                unlessGiven(wanted.mailApi()));
    }

    private int unlessGiven(int port) {
        return port == 0 ? next() : port;
    }

    private int next() {
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
