package com.homedelivery.localstack.servers;

import com.homedelivery.localstack.client.Polling;
import com.homedelivery.localstack.client.ServerAddresses;
import com.homedelivery.localstack.client.ServersSpec;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.embedded.core.ExecutableProvider;

/** Redis, a child process: the {@code redis-server} of the machine where there is one, else the one that came along. */
final class RedisServer implements AutoCloseable {

    /** How many logical databases there are. */
    static final int DATABASES = 64;

    /** Full, it refuses writes; it must never evict a stream or a cart to make room. */
    private static final String MAXMEMORY = "512mb";

    private static final Duration START_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);
    private static final int SOCKET_TIMEOUT_MILLIS = 20_000;

    private final ServersSpec spec;
    private final int port;
    private Process process;

    RedisServer(ServersSpec spec, int port) throws IOException, InterruptedException {
        this.spec = spec;
        this.port = port;
        this.process = launch();
    }

    private Process launch() throws IOException, InterruptedException {
        Path data = Files.createDirectories(spec.dataDirectory().resolve("redis"));
        String options =
                "--port %d --bind %s --databases %d --appendonly yes --appendfsync %s --maxmemory-policy noeviction"
                        .formatted(port, ServerAddresses.HOST, DATABASES, spec.keepsData() ? "everysec" : "no");
        ProcessBuilder builder = new ProcessBuilder(options.split(" "));
        builder.command().addFirst(executable().toString());
        builder.command().addAll(List.of("--dir", data.toString(), "--save", ""));
        builder.command().addAll(List.of("--maxmemory", System.getenv().getOrDefault("REDIS_MAXMEMORY", MAXMEMORY)));
        Process redis = builder.redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(spec.logOf("redis").toFile()))
                .start();
        if (!Polling.until(START_TIMEOUT, () -> answers() || !redis.isAlive()) || !redis.isAlive()) {
            redis.destroyForcibly();
            throw new IOException("Redis did not start, see " + spec.logOf("redis"));
        }
        return redis;
    }

    /** While it is still reading its data it listens, but refuses every command. */
    private boolean answers() {
        try (Jedis client = client()) {
            return client.dbSize() >= 0;
        } catch (JedisException notYet) {
            return false;
        }
    }

    /** Ends Redis as a crash does, and starts it again on what it had written; returns when it answers. */
    synchronized void restart() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        process = launch();
    }

    /** Empties one logical database. */
    void flush(int database) {
        try (Jedis client = client()) {
            client.select(database);
            client.flushDB();
        }
    }

    private Jedis client() {
        return new Jedis(ServerAddresses.HOST, port, SOCKET_TIMEOUT_MILLIS);
    }

    @Override
    public synchronized void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Always a file under the state directory, so that a Redis left behind can be told from others. */
    private Path executable() throws IOException {
        Path folder = Files.createDirectories(spec.stateDirectory().resolve("bin/redis"));
        try {
            Path installed =
                    ExecutableProvider.newExecutableInPath("redis-server").get().toPath();
            return Files.copy(
                    installed.toRealPath(),
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
