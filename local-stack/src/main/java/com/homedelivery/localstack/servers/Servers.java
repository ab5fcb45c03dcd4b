package com.homedelivery.localstack.servers;

import com.homedelivery.localstack.client.ServerPorts;
import com.homedelivery.localstack.client.ServersSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * All servers, most of them started side by side, and stopped one after the other.
 *
 * @param all in the order in which they are stopped
 */
record Servers(PostgresServer postgres, RedisServer redis, List<AutoCloseable> all) implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Servers.class.getName());

    /** Returns when every server answers; if one does not start, the others are stopped again. */
    static Servers start(ServersSpec spec, ServerPorts ports) throws IOException, InterruptedException {
        // Before the others: while one thread forks, an executable that another is just unpacking stays open for
        // writing in the child, and the system refuses to run it ("text file busy").
        RedisServer redis = new RedisServer(spec, ports.redis());
        List<AutoCloseable> started = new ArrayList<>(List.of(redis));
        IOException failure = new IOException("Not all servers have started");
        try (ExecutorService starters = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("start-", 0).factory())) {
            List<Callable<? extends AutoCloseable>> others = List.of(
                    () -> new KafkaBroker(spec, ports),
                    () -> new MongoStandIn(spec, ports.mongo()),
                    () -> new MailServer(ports.smtp(), ports.mailApi()));
            Future<PostgresServer> postgres = starters.submit(() -> new PostgresServer(spec, ports.postgres()));
            List<Future<? extends AutoCloseable>> starting = new ArrayList<>();
            others.forEach(other -> starting.add(starters.submit(other)));
            starting.add(postgres);
            for (Future<? extends AutoCloseable> server : starting) {
                try {
                    started.add(server.get());
                } catch (ExecutionException e) {
                    failure.addSuppressed(e.getCause());
                }
            }
            if (failure.getSuppressed().length > 0) {
                closeAll(started);
                throw failure;
            }
            return new Servers(postgres.resultNow(), redis, started);
        }
    }

    @Override
    public void close() {
        closeAll(all);
    }

    private static void closeAll(List<AutoCloseable> servers) {
        for (AutoCloseable server : servers) {
            try {
                server.close();
            } catch (Exception e) {
                LOG.log(Level.WARNING, "Cannot stop " + server, e);
            }
        }
    }
}
