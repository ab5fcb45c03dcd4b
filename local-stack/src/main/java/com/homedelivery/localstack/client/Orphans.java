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
public final class Orphans {

    private static final Logger LOG = Logger.getLogger(Orphans.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration GLANCE = Duration.ofMillis(50);

    private final Path stateDirectory;

    /** @param stateDirectory what the killed daemon owned */
    public Orphans(Path stateDirectory) {
        this.stateDirectory = stateDirectory;
    }

    /**
     * Kills them and waits until the last is gone, so that their ports and files are free. All servers recover from a
     * kill; an orderly stop could wait for clients for ever.
     */
    public void reap() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        // Asking the process table again each time: waiting for a process that is not our child hangs on zombies.
        for (List<ProcessHandle> alive = find(); !alive.isEmpty(); alive = find()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("Processes of an earlier run do not end: " + alive);
            }
            for (ProcessHandle orphan : alive) {
                LOG.info(() -> "Ending an orphan of an earlier run, process " + orphan.pid());
                orphan.destroyForcibly();
            }
            Thread.sleep(GLANCE);
        }
    }

    private List<ProcessHandle> find() {
        return ProcessHandle.allProcesses().filter(this::isOurs).toList();
    }

    private boolean isOurs(ProcessHandle process) {
        return process.info()
                .command()
                .map(executable -> Path.of(executable).startsWith(stateDirectory))
                .orElse(false);
    }
}
