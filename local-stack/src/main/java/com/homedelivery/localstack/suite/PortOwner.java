package com.homedelivery.localstack.suite;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Who listens on a TCP port of this machine. */
final class PortOwner {

    private static final String LISTENING = "0A";
    private static final int LSOF_SECONDS = 5;

    private PortOwner() {}

    /** Whether somebody listens there, so that nobody else can. */
    static boolean isTaken(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
            return false;
        } catch (IOException taken) {
            return true;
        }
    }

    /** The listening process, where the system tells: by {@code /proc} on Linux, by {@code lsof} elsewhere. */
    static Optional<ProcessHandle> find(int port) {
        return (Files.isDirectory(Path.of("/proc/net")) ? findInProc(port) : findWithLsof(port))
                .flatMap(ProcessHandle::of);
    }

    private static Optional<Long> findInProc(int port) {
        return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .map(Path::of)
                .filter(Files::isReadable)
                .flatMap(table -> inodeOfListener(table, port).stream())
                .flatMap(inode -> ownerOfSocket(inode).stream())
                .findFirst();
    }

    /** Columns of the table: number, local address, remote address, state, …, inode in the tenth. */
    private static Optional<String> inodeOfListener(Path table, int port) {
        String suffix = String.format(":%04X", port);
        try (Stream<String> lines = Files.lines(table)) {
            return lines.map(line -> line.strip().split("\\s+"))
                    .filter(columns -> columns.length > 9)
                    .filter(columns -> columns[1].endsWith(suffix) && columns[3].equals(LISTENING))
                    .map(columns -> columns[9])
                    .findFirst();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<Long> ownerOfSocket(String inode) {
        String link = "socket:[" + inode + "]";
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> hasOpen(pid, link))
                .findFirst();
    }

    private static boolean hasOpen(long pid, String link) {
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return files.anyMatch(file -> {
                try {
                    return Files.readSymbolicLink(file).toString().equals(link);
                } catch (IOException goneOrForbidden) {
                    return false;
                }
            });
        } catch (IOException goneOrForbidden) {
            return false;
        }
    }

    private static Optional<Long> findWithLsof(int port) {
        try {
            Process lsof = new ProcessBuilder("lsof", "-nP", "-t", "-sTCP:LISTEN", "-iTCP:" + port)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(lsof.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            lsof.waitFor(LSOF_SECONDS, TimeUnit.SECONDS);
            return answer.lines().findFirst().map(Long::valueOf);
        } catch (IOException noLsof) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
