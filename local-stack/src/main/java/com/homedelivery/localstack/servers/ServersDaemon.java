package com.homedelivery.localstack.servers;

import com.homedelivery.localstack.client.Folders;
import com.homedelivery.localstack.client.Orphans;
import com.homedelivery.localstack.client.ServerAddresses;
import com.homedelivery.localstack.client.ServerPorts;
import com.homedelivery.localstack.client.ServersSpec;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
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
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(30);
    private static final Duration GLANCE = Duration.ofSeconds(1);

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
        try (FileChannel file =
                        FileChannel.open(spec.daemonLock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = lock(file)) {
            new Orphans(spec.stateDirectory()).reap();
            if (!spec.keepsData()) {
                Folders.delete(spec.dataDirectory());
            }
            Files.createDirectories(spec.dataDirectory());
            serve();
        }
    }

    private void serve() throws Exception {
        long begun = System.nanoTime();
        ServerPorts ports = drawPorts();
        ServerAddresses addresses = new ServerAddresses(
                UUID.randomUUID().toString(), ProcessHandle.current().pid(), ports);
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop-servers"));
        try (Servers servers = Servers.start(spec, ports);
                LeaseDesk desk = LeaseDesk.open(
                        addresses.daemonId(), ports.control(), servers.postgres(), servers.redis(), this::stop)) {
            addresses.write(spec.addressFile());
            LOG.info(() ->
                    "Ready after " + Duration.ofNanos(System.nanoTime() - begun).toMillis() + " ms: " + ports);
            awaitEnd(desk);
            forget(addresses);
        } finally {
            stopped.countDown();
        }
    }

    private ServerPorts drawPorts() {
        try (FreePorts free = new FreePorts()) {
            return free.fill(spec.ports());
        }
    }

    private void awaitEnd(LeaseDesk desk) throws InterruptedException {
        while (!stopWanted.await(GLANCE.toMillis(), TimeUnit.MILLISECONDS)) {
            if (!Files.exists(spec.addressFile())) {
                LOG.info("The state directory was wiped");
                return;
            }
            if (spec.idleLimit()
                    .filter(limit -> desk.idle().compareTo(limit) > 0)
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

    /** Takes the address file away, unless it is a successor's already. */
    private void forget(ServerAddresses own) throws IOException {
        if (ServerAddresses.read(spec.addressFile()).filter(own::equals).isPresent()) {
            Files.deleteIfExists(spec.addressFile());
        }
    }

    /** A predecessor that is just leaving still holds the lock for a moment. */
    private FileLock lock(FileChannel file) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LOCK_PATIENCE.toNanos();
        while (true) {
            FileLock lock = file.tryLock();
            if (lock != null) {
                return lock;
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("Another daemon holds " + spec.daemonLock());
            }
            Thread.sleep(Duration.ofMillis(50));
        }
    }
}
