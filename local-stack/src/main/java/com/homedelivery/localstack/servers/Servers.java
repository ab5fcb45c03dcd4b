package com.homedelivery.localstack.servers;

import com.homedelivery.localstack.client.ServersSpec;
import java.util.List;
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

    /** Returns when every server answers. */
    static Servers start(ServersSpec spec) throws Exception {
        // Before the others: while one thread forks, an executable that another is just unpacking stays open for
        // writing in the child, and the system refuses to run it ("text file busy").
        RedisServer redis = new RedisServer(spec);
        try (ExecutorService starters = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("start-", 0).factory())) {
            Future<PostgresServer> postgres = starters.submit(() -> new PostgresServer(spec));
            Future<KafkaBroker> kafka = starters.submit(() -> new KafkaBroker(spec));
            Future<MongoStandIn> mongo = starters.submit(() -> new MongoStandIn(spec));
            Future<MailServer> mail = starters.submit(() -> new MailServer(spec.ports()));
            return new Servers(
                    postgres.get(), redis, List.of(redis, kafka.get(), mongo.get(), mail.get(), postgres.get()));
        }
    }

    @Override
    public void close() {
        for (AutoCloseable server : all) {
            try {
                server.close();
            } catch (Exception e) {
                LOG.log(Level.WARNING, "Cannot stop " + server, e);
            }
        }
    }
}
