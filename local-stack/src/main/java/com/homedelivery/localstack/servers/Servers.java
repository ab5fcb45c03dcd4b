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

/** All servers, most of them started side by side, and stopped one after the other. */
final class Servers implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Servers.class.getName());

    private final PostgresServer postgres;
    private final RedisServer redis;
    private final List<AutoCloseable> all;

    private Servers(PostgresServer postgres, RedisServer redis, List<AutoCloseable> all) {
        this.postgres = postgres;
        this.redis = redis;
        this.all = all;
    }

    /** Returns when every server answers; if one does not start, the others are stopped again. */
    static Servers start(ServersSpec spec, ServerPorts ports) throws IOException, InterruptedException {
        // Before the others: while one thread forks, an executable that another is just unpacking stays open for
        // writing in the child, and the system refuses to run it ("text file busy").
        RedisServer redis = RedisServer.start(spec, ports.redis());
        try (ExecutorService starters = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("start-", 0).factory())) {
            Future<PostgresServer> postgres = starters.submit(() -> PostgresServer.start(spec, ports.postgres()));
            List<Future<? extends AutoCloseable>> starting = List.of(
                    starters.submit((Callable<AutoCloseable>) () -> KafkaBroker.start(spec, ports)),
                    starters.submit((Callable<AutoCloseable>) () -> MongoStandIn.start(spec, ports.mongo())),
                    starters.submit((Callable<AutoCloseable>) () -> MailServer.start(ports.smtp(), ports.mailApi())),
                    postgres);
            List<AutoCloseable> started = new ArrayList<>(List.of(redis));
            List<Throwable> failures = new ArrayList<>();
            for (Future<? extends AutoCloseable> server : starting) {
                try {
                    started.add(server.get());
                } catch (ExecutionException e) {
                    failures.add(e.getCause());
                }
            }
            if (!failures.isEmpty()) {
                closeAll(started);
                IOException failure = new IOException("Not all servers have started", failures.getFirst());
                failures.stream().skip(1).forEach(failure::addSuppressed);
                throw failure;
            }
            return new Servers(postgres.resultNow(), redis, List.copyOf(started));
        }
    }

    PostgresServer postgres() {
        return postgres;
    }

    RedisServer redis() {
        return redis;
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
