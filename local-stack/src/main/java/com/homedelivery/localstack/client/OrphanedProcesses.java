package com.homedelivery.localstack.client;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.logging.Logger;

/**
 * Servers that a killed daemon left running. They are known by their executable, which lies under the state directory:
 * no pid file can be stale, and no stranger's process is ever touched.
 */
public final class OrphanedProcesses {

    private static final Logger LOG = Logger.getLogger(OrphanedProcesses.class.getName());
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private OrphanedProcesses() {}

    /**
     * Kills them and waits until the last is gone, so that their ports and files are free. All servers recover from a
     * kill; an orderly stop could wait for clients for ever.
     *
     * @param stateDirectory what the killed daemon owned
     */
    public static void kill(Path stateDirectory) throws IOException, InterruptedException {
        // Asking the process table again each time: waiting for a process that is not our child hangs on zombies.
        boolean gone = Polling.until(TIMEOUT, () -> {
            List<ProcessHandle> alive = find(stateDirectory);
            for (ProcessHandle orphan : alive) {
                LOG.info(() -> "Ending an orphan of an earlier run, process " + orphan.pid());
                orphan.destroyForcibly();
            }
            return alive.isEmpty();
        });
        if (!gone) {
            throw new IOException("Processes of an earlier run do not end: " + find(stateDirectory));
        }
    }

    private static List<ProcessHandle> find(Path stateDirectory) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .command()
                        .filter(executable -> Path.of(executable).startsWith(stateDirectory))
                        .isPresent())
                .toList();
    }
}
