package com.homedelivery.systemtests.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which TCP ports a process has, as {@code /proc} tells on Linux; see proc(5). */
final class TcpSockets {

    private TcpSockets() {}

    /** Local ports of a process: of its connections and of where it listens. */
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
            return files.map(TcpSockets::target)
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
}
