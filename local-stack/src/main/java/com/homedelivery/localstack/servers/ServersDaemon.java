package com.homedelivery.localstack.servers;

import com.homedelivery.localstack.client.LocalServers;
import com.homedelivery.localstack.client.LockFile;
import com.homedelivery.localstack.client.ServerAddresses;
import com.homedelivery.localstack.client.ServersLease;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.commons.io.FileUtils;
import org.apache.commons.io.IOUtils;

/**
 * The life of the daemon: start the servers, write down where they are, and stay until told to stop by a signal, or until
 * nobody has held a lease for the time given, or until the state directory was wiped under it.
 */
public final class ServersDaemon {

    private static final Logger LOG = Logger.getLogger(ServersDaemon.class.getName());
    private static final Duration LEAVE_LIMIT = Duration.ofSeconds(60);
    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);

    private final LocalServers wanted;
    private final RedisServer redis;
    private final PostgresServer postgres;

    /** In the order in which they are stopped. */
    private final List<Closeable> servers;

    private Instant lastNeeded = Instant.now();

    /** Starts the servers, most of them side by side, and returns when every one answers. */
    private ServersDaemon(LocalServers wanted) throws Exception {
        this.wanted = wanted;
        // Before the others: while one thread forks, an executable that another is just unpacking stays open for
        // writing in the child, and the system refuses to run it ("text file busy").
        redis = new RedisServer(wanted);
        try (ExecutorService starters = Executors.newCachedThreadPool()) {
            Future<PostgresServer> startedPostgres = starters.submit(() -> new PostgresServer(wanted));
            Future<KafkaBroker> kafka = starters.submit(() -> new KafkaBroker(wanted));
            Future<Closeable> mongo = starters.submit(() -> startMongo(wanted));
            Future<MailServer> mail = starters.submit(() -> new MailServer(wanted.addresses()));
            postgres = startedPostgres.get();
            servers = List.of(redis, kafka.get(), mongo.get(), mail.get(), postgres);
        }
    }

    /**
     * Starts what speaks MongoDB's wire protocol, inside this JVM: there is no real {@code mongod} to be had without Docker.
     * It knows the common commands and aggregation stages, but no transactions, change streams or update pipelines, and it
     * ignores TTL indexes.
     */
    private static Closeable startMongo(LocalServers wanted) throws IOException {
        H2Backend backend = H2Backend.inMemory();
        if (wanted.keepsData()) {
            Path folder = Files.createDirectories(wanted.dataDirectory().resolve("mongo"));
            backend = new H2Backend(folder.resolve("store.mv").toString());
        }
        MongoServer mongo = new MongoServer(backend);
        mongo.bind(ServerAddresses.HOST, wanted.addresses().mongoPort());
        return mongo::shutdownNow;
    }

    /** @param arguments as {@link LocalServers#toArguments()} writes them */
    public static void main(String[] arguments) {
        LocalServers wanted = LocalServers.fromArguments(List.of(arguments));
        // A daemon whose starter was killed before it had noted the process leaves once its ports file is deleted.
        try (FileChannel _ = LockFile.tryLock(wanted.stateDirectory().resolve("daemon.lock"), LEAVE_LIMIT)
                .orElseThrow(() -> new IllegalStateException("Another daemon uses " + wanted.stateDirectory()))) {
            if (!wanted.keepsData()) {
                FileUtils.deleteDirectory(wanted.dataDirectory().toFile());
            }
            new ServersDaemon(wanted).serve();
            System.exit(0);
        } catch (Exception e) {
            LOG.log(Level.SEVERE, "The local servers cannot run", e);
            System.exit(1);
        }
    }

    private void serve() throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopServers, "stop-servers"));
        // In one step: a reader sees all of it or nothing.
        Path draft = wanted.stateDirectory().resolve("draft");
        Files.writeString(draft, wanted.addresses().toText());
        Files.move(draft, wanted.portsFile(), StandardCopyOption.ATOMIC_MOVE);
        LOG.info("Ready: " + wanted.addresses());
        while (Files.exists(wanted.portsFile())) {
            Thread.sleep(LOOK_INTERVAL);
            try (FileChannel alone =
                    LockFile.tryLock(wanted.clientLock(), Duration.ZERO).orElse(null)) {
                if (alone != null && !isNeeded()) {
                    // Whoever comes now finds no servers, and starts others.
                    Files.delete(wanted.portsFile());
                }
            }
        }
        LOG.info("Nobody needs the servers any more");
    }

    /** Whether somebody holds a lease, or did a little while ago; takes back what was leased to those who are gone. */
    private boolean isNeeded() throws IOException {
        for (int number : ServersLease.numbers().toArray()) {
            Path lease = wanted.lease(number);
            if (Files.isRegularFile(lease)) {
                try (FileChannel abandoned =
                        LockFile.tryLock(lease, Duration.ZERO).orElse(null)) {
                    if (abandoned == null) {
                        lastNeeded = Instant.now();
                    } else {
                        takeBack(number, lease);
                    }
                }
            }
        }
        return lastNeeded.plus(wanted.idleLimit()).isAfter(Instant.now());
    }

    private void takeBack(int number, Path lease) {
        try {
            redis.flush(number);
            for (String database : Files.readAllLines(lease)) {
                postgres.dropDatabase(database);
            }
            Files.delete(lease);
        } catch (IOException | SQLException | RuntimeException e) {
            // A test may just be restarting a server. The next look tries again.
            LOG.log(Level.WARNING, "What was leased as " + number + " is not taken back yet", e);
        }
    }

    private void stopServers() {
        for (Closeable server : servers) {
            IOUtils.closeQuietly(server, e -> LOG.log(Level.WARNING, "Cannot stop " + server, e));
        }
    }
}
