package com.homedelivery.localstack.client;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Gives out leases on the local servers. The first to ask starts the daemon; all others, in this JVM or another, get the
 * same one.
 */
public final class LocalServers {

    /** A file lock keeps other JVMs out; the threads of this one need a lock of their own. */
    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

    private LocalServers() {}

    /**
     * Takes a lease, starting the daemon when none answers. May take some ten seconds then.
     *
     * @param repositoryRoot the checkout whose {@code local-stack} is run
     * @param spec what is wanted; a daemon that runs already is taken as it is
     * @throws ServersUnavailableException when the servers do not come up; names their log
     */
    public static ServersLease lease(Path repositoryRoot, ServersSpec spec) {
        return exclusively(spec, () -> {
            Optional<ServersLease> running = leaseOnRunning(spec);
            if (running.isPresent()) {
                return running.get();
            }
            DaemonLauncher.start(repositoryRoot, spec);
            Optional<ServersLease> started = leaseOnRunning(spec);
            if (started.isEmpty()) {
                throw DaemonLauncher.failure(spec, "is ready but gives no lease");
            }
            return started.get();
        });
    }

    /** Takes a lease on a daemon that is up; starts none. */
    public static Optional<ServersLease> leaseOnRunning(ServersSpec spec) {
        try {
            return ServerAddresses.read(spec.addressFile()).flatMap(ServersLease::take);
        } catch (IOException e) {
            throw new ServersUnavailableException("Cannot read " + spec.addressFile(), e);
        }
    }

    /** The addresses of a daemon that is up. */
    public static Optional<ServerAddresses> running(ServersSpec spec) {
        Optional<ServersLease> lease = leaseOnRunning(spec);
        lease.ifPresent(ServersLease::close);
        return lease.map(ServersLease::addresses);
    }

    /**
     * Stops the daemon and its servers, and whatever a killed daemon has left; returns when all are gone.
     *
     * @throws ServersUnavailableException when something does not end
     */
    public static void stop(ServersSpec spec) {
        exclusively(spec, () -> {
            leaseOnRunning(spec).ifPresent(ServersLease::stopServers);
            OrphanedProcesses.kill(spec.stateDirectory());
            return spec;
        });
    }

    /** Deletes the data of servers that have been stopped. */
    public static void wipe(ServersSpec spec) {
        try {
            Folders.delete(spec.dataDirectory());
        } catch (IOException e) {
            throw new ServersUnavailableException("Cannot delete " + spec.dataDirectory() + ": " + e, e);
        }
    }

    /** Keeps everybody else from starting or stopping the daemon meanwhile. */
    private static <T> T exclusively(ServersSpec spec, Work<T> work) {
        ONE_AT_A_TIME.lock();
        try {
            Files.createDirectories(spec.stateDirectory());
            try (FileChannel file =
                            FileChannel.open(spec.clientLock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock _ = file.lock()) {
                return work.run();
            }
        } catch (IOException e) {
            throw new ServersUnavailableException("Cannot use " + spec.stateDirectory() + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServersUnavailableException("Interrupted", e);
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }

    /** What is done while nobody else may. */
    @FunctionalInterface
    private interface Work<T> {
        T run() throws IOException, InterruptedException;
    }
}
