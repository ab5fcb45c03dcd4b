package com.homedelivery.localstack.suite;

import com.homedelivery.localstack.client.LocalStackException;
import com.homedelivery.localstack.client.Polling;
import com.homedelivery.localstack.client.Processes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Sees to it that what is about to start finds its ports free. */
final class PortCheck {

    /** {@code users:(("java",pid=42,fd=7))}, or {@code p42} on a line of its own. */
    private static final Pattern OWNER = Pattern.compile("(?m)(?:pid=|^p)(\\d+)");

    /** For this long a process that has just ended may be seen to hold its ports. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private PortCheck() {}

    /**
     * Returns when all are free.
     *
     * @param wanted who wants a port, by the port
     * @throws LocalStackException naming every port that is taken, and by whom as far as the system tells
     */
    static void demandFree(Map<Integer, String> wanted) {
        if (!Polling.until(GRACE, () -> wanted.keySet().stream().noneMatch(PortCheck::isTaken))) {
            String taken = wanted.entrySet().stream()
                    .filter(port -> isTaken(port.getKey()))
                    .map(port -> "Port " + port.getKey() + ", wanted by " + port.getValue() + ", is taken"
                            + listener(port.getKey())
                                    .map(owner -> " by process " + owner.pid() + " "
                                            + owner.info().command().orElse(""))
                                    .orElse("")
                            + "\n")
                    .collect(Collectors.joining());
            throw new LocalStackException(taken + "End what holds the port, or, if it is this suite in containers, run"
                    + " \"docker compose down\".");
        }
    }

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

    /** Who listens on the port, as far as the system tells: by {@code ss} on Linux, by {@code lsof} elsewhere. */
    static Optional<ProcessHandle> listener(int port) {
        return Processes.output(List.of("ss", "-Hltnp", "sport = :" + port))
                .or(() -> Processes.output(List.of("lsof", "-nP", "-Fp", "-sTCP:LISTEN", "-iTCP:" + port)))
                .map(OWNER::matcher)
                .filter(Matcher::find)
                .flatMap(owner -> ProcessHandle.of(Long.parseLong(owner.group(1))));
    }
}
