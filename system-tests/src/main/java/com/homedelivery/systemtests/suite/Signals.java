package com.homedelivery.systemtests.suite;

import com.homedelivery.localstack.client.Processes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Stops processes in their tracks and lets them go on, with the signals of POSIX. */
final class Signals {

    private Signals() {}

    /** The processes stand still until {@link #resume}; to others they look busy, not gone. */
    static void freeze(Collection<ProcessHandle> processes) {
        send("-STOP", processes);
    }

    static void resume(Collection<ProcessHandle> processes) {
        send("-CONT", processes);
    }

    private static void send(String signal, Collection<ProcessHandle> processes) {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        processes.stream().map(process -> Long.toString(process.pid())).forEach(command::add);
        if (command.size() > 2) {
            Processes.output(command);
        }
    }
}
