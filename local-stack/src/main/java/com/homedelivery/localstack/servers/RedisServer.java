package com.homedelivery.localstack.servers;

import com.homedelivery.localstack.client.LocalServers;
import com.homedelivery.localstack.client.Polling;
import com.homedelivery.localstack.client.Processes;
import com.homedelivery.localstack.client.ServerAddresses;
import com.homedelivery.localstack.client.ServersLease;
import java.io.Closeable;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.embedded.core.ExecutableProvider;

/**
 * Redis, a child process: the {@code redis-server} of the machine where there is one, else the one that came along. One
 * that ends by itself, or is killed, is started again on what it had written.
 */
final class RedisServer implements Closeable {

    private static final Logger LOG = Logger.getLogger(RedisServer.class.getName());

    /** Full, it refuses writes; it must never evict a stream or a cart to make room. */
    private static final String MAXMEMORY = "512mb";

    private static final Duration START_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);
    private static final int SOCKET_TIMEOUT_MILLIS = 20_000;

    private final LocalServers servers;
    private final List<String> command;
    private Process process;
    private boolean closed;

    RedisServer(LocalServers servers) throws IOException {
        this.servers = servers;
        Path data = Files.createDirectories(servers.dataDirectory().resolve("redis"));
        String options = "--bind %s --port %d --databases %d --appendonly yes --appendfsync %s --maxmemory %s"
                .formatted(
                        ServerAddresses.HOST,
                        servers.addresses().redisPort(),
                        ServersLease.REDIS_DATABASES,
                        servers.keepsData() ? "everysec" : "no",
                        System.getenv().getOrDefault("REDIS_MAXMEMORY", MAXMEMORY));
        command = new ArrayList<>(List.of(options.split(" ")));
        command.addFirst(executable().toString());
        command.addAll(List.of("--maxmemory-policy", "noeviction", "--dir", data.toString(), "--save", ""));
        process = start();
    }

    /** Returns when it answers. */
    private Process start() throws IOException {
        Process redis = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(servers.logOf("redis").toFile()))
                .start();
        if (!Polling.until(START_TIMEOUT, () -> answers() || !redis.isAlive()) || !redis.isAlive()) {
            throw new IOException("Redis did not start, see " + servers.logOf("redis"));
        }
        redis.onExit().thenRunAsync(this::restart);
        return redis;
    }

    private synchronized void restart() {
        try {
            if (!closed) {
                process = start();
            }
        } catch (IOException e) {
            LOG.log(Level.SEVERE, "There is no Redis any more", e);
        }
    }

    /** While it is still reading its data it listens, but refuses every command. */
    private boolean answers() {
        try (Jedis client = client()) {
            return client.dbSize() >= 0;
        } catch (JedisException notYet) {
            return false;
        }
    }

    /** Empties one logical database. */
    void flush(int database) {
        try (Jedis client = client()) {
            client.select(database);
            client.flushDB();
        }
    }

    private Jedis client() {
        return new Jedis(ServerAddresses.HOST, servers.addresses().redisPort(), SOCKET_TIMEOUT_MILLIS);
    }

    @Override
    public synchronized void close() {
        closed = true;
        Processes.stop(process.toHandle(), STOP_TIMEOUT);
    }

    /** Always a file under the state directory, so that a Redis left behind can be told from others. */
    private Path executable() throws IOException {
        Path folder = Files.createDirectories(servers.stateDirectory().resolve("bin/redis"));
        try {
            File installed =
                    ExecutableProvider.newExecutableInPath("redis-server").get();
            return Files.copy(
                    installed.toPath().toRealPath(),
                    folder.resolve("redis-server"),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.COPY_ATTRIBUTES);
        } catch (FileNotFoundException noneInstalled) {
            return ExecutableProvider.newJarResourceProvider(folder.toFile())
                    .get()
                    .toPath();
        }
    }
}
