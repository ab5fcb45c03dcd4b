package com.homedelivery.localstack.servers;

import com.homedelivery.localstack.client.ServersSpec;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.commons.io.FileUtils;

/**
 * The life of the daemon: start the servers, write down where they are, and stay until told to stop by a signal, or until
 * nobody has held a lease for the time given in the spec, or until the state directory was wiped under it.
 */
public final class ServersDaemon {

    private static final Logger LOG = Logger.getLogger(ServersDaemon.class.getName());
    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);

    private final ServersSpec spec;
    private final Servers servers;
    private Instant lastNeeded = Instant.now();

    private ServersDaemon(ServersSpec spec, Servers servers) {
        this.spec = spec;
        this.servers = servers;
    }

    /** @param arguments as {@link ServersSpec#toArguments()} writes them */
    public static void main(String[] arguments) {
        try {
            ServersSpec spec = ServersSpec.fromArguments(List.of(arguments));
            if (!spec.keepsData()) {
                FileUtils.deleteDirectory(spec.dataDirectory().toFile());
            }
            new ServersDaemon(spec, Servers.start(spec)).serve();
            System.exit(0);
        } catch (Exception e) {
            LOG.log(Level.SEVERE, "The local servers cannot run", e);
            System.exit(1);
        }
    }

    private void serve() throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(servers::close, "stop-servers"));
        spec.ports().write(spec.portsFile());
        LOG.info("Ready: " + spec.ports());
        while (Files.exists(spec.portsFile())) {
            Thread.sleep(LOOK_INTERVAL);
            try (FileChannel lock = FileChannel.open(spec.clientLock(), StandardOpenOption.WRITE);
                    FileLock alone = lock.tryLock()) {
                if (alone != null && !isNeeded()) {
                    // Whoever comes now finds no servers, and starts others.
                    Files.delete(spec.portsFile());
                }
            }
        }
        LOG.info("Nobody needs the servers any more");
    }

    private boolean isNeeded() throws IOException {
        if (areLeased()) {
            lastNeeded = Instant.now();
        }
        return spec.idleLimit().map(lastNeeded::plus).orElse(Instant.MAX).isAfter(Instant.now());
    }

    /** Whether somebody holds a lease; takes back what was leased to those who are gone. */
    private boolean areLeased() throws IOException {
        boolean leased = false;
        try (DirectoryStream<Path> leases = Files.newDirectoryStream(spec.leases())) {
            for (Path lease : leases) {
                try (FileChannel file = FileChannel.open(lease, StandardOpenOption.WRITE);
                        FileLock abandoned = file.tryLock()) {
                    if (abandoned == null) {
                        leased = true;
                    } else {
                        takeBack(lease);
                    }
                }
            }
        }
        return leased;
    }

    private void takeBack(Path lease) {
        try {
            servers.redis().flush(Integer.parseInt(lease.getFileName().toString()));
            for (String database : Files.readAllLines(lease)) {
                servers.postgres().dropDatabase(database);
            }
            Files.delete(lease);
        } catch (IOException | SQLException | RuntimeException e) {
            // A test may just be restarting a server. The next look tries again.
            LOG.log(Level.WARNING, "What was leased as " + lease.getFileName() + " is not taken back yet", e);
        }
    }
}
