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
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Where leases are taken: a TCP port; a lease is an open connection. One line a request, one line an answer:
 *
 * <pre>
 *   lease &lt;daemon id&gt;   ok                the lease stands
 *   redis               ok &lt;number&gt;       an empty logical Redis database
 *   database &lt;prefix&gt;   ok &lt;name&gt;         a new PostgreSQL database
 *   restart redis       ok                Redis was killed and is up again
 *   stop                ok                all servers are down
 * </pre>
 */
final class LeaseServer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(LeaseServer.class.getName());

    private final String daemonId;
    private final ServerSocket socket;
    private final Servers servers;
    private final Runnable stopServers;
    /** Without 0, where everybody lands who asks for none. */
    private final ConcurrentSkipListSet<Integer> freeRedisDatabases = IntStream.range(1, RedisServer.DATABASES)
            .boxed()
            .collect(Collectors.toCollection(ConcurrentSkipListSet::new));

    private final AtomicInteger leases = new AtomicInteger();
    private volatile long idleSince = System.nanoTime();

    /** @param stopServers brings all servers down and returns when they are */
    LeaseServer(String daemonId, int port, Servers servers, Runnable stopServers) throws IOException {
        this.daemonId = daemonId;
        this.socket = new ServerSocket(port, 50, InetAddress.getByName(ServerAddresses.HOST));
        this.servers = servers;
        this.stopServers = stopServers;
    }

    void start() {
        Thread.ofPlatform().name("lease-server").start(this::accept);
    }

    /** How long there has been no lease; zero while there is one. */
    Duration idle() {
        return leases.get() > 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - idleSince);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                LOG.log(Level.FINE, "No more leases", closed);
            }
        }
    }

    private void serve(Socket client) {
        leases.incrementAndGet();
        try (client;
                LeasedResources leased = new LeasedResources(servers.postgres(), servers.redis(), freeRedisDatabases);
                BufferedReader requests =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                PrintWriter answers = new PrintWriter(client.getOutputStream(), true, StandardCharsets.UTF_8)) {
            if (!("lease " + daemonId).equals(requests.readLine())) {
                answers.println("no such daemon");
                return;
            }
            answers.println("ok");
            for (String request = requests.readLine(); request != null; request = requests.readLine()) {
                answers.println(answer(request, leased));
            }
        } catch (IOException gone) {
            LOG.log(Level.FINE, "A holder of a lease went without a word", gone);
        } finally {
            idleSince = System.nanoTime();
            leases.decrementAndGet();
        }
    }

    private String answer(String request, LeasedResources leased) {
        try {
            return switch (request.split(" ", 2)[0]) {
                case "redis" -> "ok " + leased.redisDatabase();
                case "database" -> "ok " + leased.postgresDatabase(request.substring("database ".length()));
                case "restart" -> {
                    servers.redis().restart();
                    yield "ok";
                }
                case "stop" -> {
                    stopServers.run();
                    yield "ok";
                }
                default -> "no such request";
            };
        } catch (Exception e) {
            LOG.log(Level.WARNING, "Cannot answer: " + request, e);
            return "failed: " + e;
        }
    }
}
