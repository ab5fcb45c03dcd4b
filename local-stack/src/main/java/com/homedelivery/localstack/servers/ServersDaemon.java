package com.homedelivery.localstack.servers;

import com.homedelivery.localstack.client.Folders;
import com.homedelivery.localstack.client.OrphanedProcesses;
import com.homedelivery.localstack.client.Polling;
import com.homedelivery.localstack.client.ServerAddresses;
import com.homedelivery.localstack.client.ServerPorts;
import com.homedelivery.localstack.client.ServersSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The life of the daemon: take the lock, end what a killed predecessor left, start the servers, write down where they
 * are, and stay until told to stop, or until nobody has held a lease for the time given in the spec, or until the state
 * directory was wiped under it.
 */
public final class ServersDaemon {

    private static final Logger LOG = Logger.getLogger(ServersDaemon.class.getName());
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(30);

    private final ServersSpec spec;
    private final CountDownLatch stopWanted = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    private ServersDaemon(ServersSpec spec) {
        this.spec = spec;
    }

    /** @param arguments as {@link ServersSpec#toArguments()} writes them */
    public static void main(String[] arguments) {
        try {
            new ServersDaemon(ServersSpec.fromArguments(List.of(arguments))).run();
            System.exit(0);
        } catch (Exception e) {
            LOG.log(Level.SEVERE, "The local servers cannot run", e);
            System.exit(1);
        }
    }

    private void run() throws Exception {
        Files.createDirectories(spec.stateDirectory());
        try (FileChannel lock =
                FileChannel.open(spec.daemonLock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            // A predecessor that is just leaving still holds the lock for a moment.
            if (!Polling.until(LOCK_TIMEOUT, () -> lock.tryLock() != null)) {
                throw new IOException("Another daemon holds " + spec.daemonLock());
            }
            OrphanedProcesses.kill(spec.stateDirectory());
            if (!spec.keepsData()) {
                Folders.delete(spec.dataDirectory());
            }
            Files.createDirectories(spec.dataDirectory());
            serve();
        }
    }

    private void serve() throws Exception {
        long begun = System.nanoTime();
        ServerPorts ports = chooseFreePorts(spec.ports());
        ServerAddresses addresses = new ServerAddresses(
                UUID.randomUUID().toString(), ProcessHandle.current().pid(), ports);
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop-servers"));
        try (Servers servers = Servers.start(spec, ports);
                LeaseServer leases = new LeaseServer(addresses.daemonId(), ports.control(), servers, this::stop)) {
            leases.start();
            addresses.write(spec.addressFile());
            LOG.info(() ->
                    "Ready after " + Duration.ofNanos(System.nanoTime() - begun).toMillis() + " ms: " + ports);
            awaitEnd(leases);
            // Unless it is a successor's already.
            if (ServerAddresses.read(spec.addressFile())
                    .filter(addresses::equals)
                    .isPresent()) {
                Files.deleteIfExists(spec.addressFile());
            }
        } finally {
            stopped.countDown();
        }
    }

    /** Puts free ports, all different, in the place of zeroes. */
    static ServerPorts chooseFreePorts(ServerPorts wanted) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            return wanted.map(port -> {
                if (port != 0) {
                    return port;
                }
                try {
                    held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
                    return held.getLast().getLocalPort();
                } catch (IOException e) {
                    throw new UncheckedIOException("No free port", e);
                }
            });
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }

    private void awaitEnd(LeaseServer leases) throws InterruptedException {
        while (!stopWanted.await(1, TimeUnit.SECONDS)) {
            if (!Files.exists(spec.addressFile())) {
                LOG.info("The state directory was wiped");
                return;
            }
            if (spec.idleLimit()
                    .filter(limit -> leases.idle().compareTo(limit) > 0)
                    .isPresent()) {
                LOG.info("Nobody has needed the servers for " + spec.idleLimit().orElseThrow());
                return;
            }
        }
    }

    /** Returns when the servers are down. */
    private void stop() {
        stopWanted.countDown();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
