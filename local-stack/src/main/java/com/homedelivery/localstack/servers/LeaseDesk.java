package com.homedelivery.localstack.servers;

import com.homedelivery.localstack.client.ServerAddresses;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Where leases are taken: a TCP port; a lease is an open connection. One line a question, one line an answer:
 *
 * <pre>
 *   lease &lt;daemon id&gt;   ok                the lease stands
 *   redis               ok &lt;number&gt;       an empty logical Redis database
 *   database &lt;prefix&gt;   ok &lt;name&gt;         a new PostgreSQL database
 *   restart redis       ok                Redis was killed and is up again
 *   stop                ok                all servers are down
 * </pre>
 */
final class LeaseDesk implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(LeaseDesk.class.getName());

    private final String daemonId;
    private final ServerSocket door;
    private final PostgresServer postgres;
    private final RedisDatabases redisDatabases;
    private final RedisServer redis;
    private final Runnable stopServers;
    private final AtomicInteger leases = new AtomicInteger();
    private volatile long idleSince = System.nanoTime();

    private LeaseDesk(
            String daemonId,
            ServerSocket door,
            PostgresServer postgres,
            RedisDatabases redisDatabases,
            RedisServer redis,
            Runnable stopServers) {
        this.daemonId = daemonId;
        this.door = door;
        this.postgres = postgres;
        this.redisDatabases = redisDatabases;
        this.redis = redis;
        this.stopServers = stopServers;
    }

    /** @param stopServers brings all servers down and returns when they are */
    static LeaseDesk open(String daemonId, int port, PostgresServer postgres, RedisServer redis, Runnable stopServers)
            throws IOException {
        ServerSocket door = new ServerSocket(port, 50, InetAddress.getByName(ServerAddresses.HOST));
        LeaseDesk desk = new LeaseDesk(daemonId, door, postgres, new RedisDatabases(redis), redis, stopServers);
        Thread.ofPlatform().name("lease-desk").start(desk::receive);
        return desk;
    }

    /** How long there has been no lease; zero while there is one. */
    Duration idle() {
        return leases.get() > 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - idleSince);
    }

    @Override
    public void close() throws IOException {
        door.close();
    }

    private void receive() {
        while (!door.isClosed()) {
            try {
                Socket visitor = door.accept();
                Thread.ofVirtual().start(() -> serve(visitor));
            } catch (IOException closed) {
                LOG.log(Level.FINE, "The desk has closed", closed);
            }
        }
    }

    private void serve(Socket visitor) {
        leases.incrementAndGet();
        try (visitor;
                LentThings lent = new LentThings(postgres, redisDatabases);
                BufferedReader questions =
                        new BufferedReader(new InputStreamReader(visitor.getInputStream(), StandardCharsets.UTF_8));
                PrintWriter answers = new PrintWriter(visitor.getOutputStream(), true, StandardCharsets.UTF_8)) {
            if (!("lease " + daemonId).equals(questions.readLine())) {
                answers.println("no such daemon");
                return;
            }
            answers.println("ok");
            for (String question = questions.readLine(); question != null; question = questions.readLine()) {
                answers.println(answer(question, lent));
            }
        } catch (IOException gone) {
            LOG.log(Level.FINE, "A holder of a lease went without a word", gone);
        } finally {
            idleSince = System.nanoTime();
            leases.decrementAndGet();
        }
    }

    private String answer(String question, LentThings lent) {
        try {
            return switch (question.split(" ", 2)[0]) {
                case "redis" -> "ok " + lent.redisDatabase();
                case "database" -> "ok " + lent.postgresDatabase(question.substring("database ".length()));
                case "restart" -> {
                    redis.restart();
                    yield "ok";
                }
                case "stop" -> {
                    stopServers.run();
                    yield "ok";
                }
                default -> "no such question";
            };
        } catch (Exception e) {
            LOG.log(Level.WARNING, "Cannot answer: " + question, e);
            return "failed: " + e;
        }
    }
}
