package com.homedelivery.systemtests.suite;

import com.homedelivery.localstack.client.Processes;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Drops every packet to and from the sockets of one process, so that to others its host has vanished: nothing is
 * answered, and no connection is closed. Only in a network namespace of our own ({@link #isOurNamespace}), with nft.
 */
final class PacketLoss implements AutoCloseable {

    private static final String TABLE = "home_delivery_packet_loss";

    private final long pid;

    private PacketLoss(long pid) {
        this.pid = pid;
    }

    /** Whether there is nothing but loopback: then nobody else's packets can be meant. */
    static boolean isOurNamespace() {
        try {
            return NetworkInterface.networkInterfaces().allMatch(PacketLoss::isLoopback);
        } catch (SocketException unknown) {
            return false;
        }
    }

    private static boolean isLoopback(NetworkInterface network) {
        try {
            return network.isLoopback();
        } catch (SocketException unknown) {
            return false;
        }
    }

    /**
     * Begins to drop.
     *
     * @param process stands still already, so that it opens no further sockets
     * @return what ends it, or empty where packets cannot be dropped
     */
    static Optional<PacketLoss> of(ProcessHandle process) {
        Set<Integer> ports = TcpSockets.portsOf(process.pid());
        if (!isOurNamespace() || ports.isEmpty()) {
            return Optional.empty();
        }
        PacketLoss loss = new PacketLoss(process.pid());
        String set = ports.stream().map(String::valueOf).collect(Collectors.joining(", ", "{ ", " }"));
        String rules = """
                table ip %1$s_%2$d {
                    chain out {
                        type filter hook output priority 0;
                        tcp sport %3$s drop
                        tcp dport %3$s drop
                    }
                }
                """.formatted(TABLE, process.pid(), set);
        if (Processes.output(List.of("nft", rules)).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(loss);
    }

    @Override
    public void close() {
        Processes.output(List.of("nft", "delete table ip " + TABLE + "_" + pid));
    }
}
