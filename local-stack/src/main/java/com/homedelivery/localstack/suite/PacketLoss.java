package com.homedelivery.localstack.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        Set<Integer> ports = portsOf(process.pid());
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
        if (!Commands.run(List.of("nft", rules))) {
            return Optional.empty();
        }
        return Optional.of(loss);
    }

    /** Local TCP ports of a process: of its connections and of where it listens. */
    static Set<Integer> portsOf(long pid) {
        Set<Long> inodes = socketsOf(pid);
        Set<Integer> ports = new TreeSet<>();
        for (String table : List.of("tcp", "tcp6")) {
            try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/net/" + table))) {
                lines.skip(1).map(line -> line.strip().split("\\s+")).forEach(fields -> {
                    if (inodes.contains(Long.parseLong(fields[9]))) {
                        ports.add(Integer.parseInt(fields[1].substring(fields[1].lastIndexOf(':') + 1), 16));
                    }
                });
            } catch (IOException unreadable) {
                throw new UncheckedIOException("Cannot read the sockets of process " + pid, unreadable);
            }
        }
        return ports;
    }

    private static Set<Long> socketsOf(long pid) {
        try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return files.map(PacketLoss::target)
                    .filter(target -> target.startsWith("socket:["))
                    .map(target -> Long.valueOf(target.substring("socket:[".length(), target.length() - 1)))
                    .collect(Collectors.toSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read the files of process " + pid, unreadable);
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closed) {
            return "";
        }
    }

    @Override
    public void close() {
        Commands.run(List.of("nft", "delete table ip " + TABLE + "_" + pid));
    }
}
