package com.homedelivery.localstack.servers;

import com.homedelivery.localstack.client.ServerAddresses;
import com.homedelivery.localstack.client.ServersSpec;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import redis.embedded.core.ExecutableProvider;

/** Redis, a child process: the {@code redis-server} of the machine where there is one, else the one that came along. */
final class RedisServer implements AutoCloseable {

    /** How many logical databases there are to lend; number 0 is never lent. */
    static final int DATABASES = 64;

    /** Full, it refuses writes; it must never evict a stream or a cart to make room. */
    private static final String MAXMEMORY = "512mb";

    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final int SOCKET_TIMEOUT_MILLIS = 20_000;

    private final ServersSpec spec;
    private final int port;
    private volatile Process process;

    private RedisServer(ServersSpec spec, int port, Process process) {
        this.spec = spec;
        this.port = port;
        this.process = process;
    }

    static RedisServer start(ServersSpec spec, int port) throws IOException, InterruptedException {
        RedisServer server = new RedisServer(spec, port, launch(spec, port));
        server.awaitReady();
        return server;
    }

    private static Process launch(ServersSpec spec, int port) throws IOException {
        Path data = Files.createDirectories(spec.dataDirectory().resolve("redis"));
        return new ProcessBuilder(
                        executable(Files.createDirectories(spec.stateDirectory().resolve("bin/redis")))
                                .toString(),
                        "--port",
                        Integer.toString(port),
                        "--bind",
                        ServerAddresses.HOST,
                        "--dir",
                        data.toString(),
                        "--databases",
                        Integer.toString(DATABASES),
                        "--save",
                        "",
                        "--appendonly",
                        "yes",
                        "--appendfsync",
                        spec.keepsData() ? "everysec" : "no",
                        "--maxmemory",
                        System.getenv().getOrDefault("REDIS_MAXMEMORY", MAXMEMORY),
                        "--maxmemory-policy",
                        "noeviction")
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(spec.logOf("redis").toFile()))
                .start();
    }

    /** Ends Redis as a crash does, and starts it again on what it had written; returns when it answers. */
    synchronized void restart() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        process = launch(spec, port);
        awaitReady();
    }

    /** Empties one logical database. */
    void flush(int database) throws IOException {
        command(List.of("SELECT " + database, "FLUSHDB"));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            try {
                // While it is still reading its data it listens, but refuses every command.
                command(List.of("DBSIZE"));
                return;
            } catch (IOException notYet) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    process.destroyForcibly();
                    throw new IOException("Redis did not start, see " + spec.logOf("redis"), notYet);
                }
                Thread.sleep(Duration.ofMillis(20));
            }
        }
    }

    private void command(List<String> lines) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(ServerAddresses.HOST, port), SOCKET_TIMEOUT_MILLIS);
            socket.setSoTimeout(SOCKET_TIMEOUT_MILLIS);
            BufferedReader answers =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (String line : lines) {
                socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
                String answer = answers.readLine();
                if (answer == null || answer.startsWith("-")) {
                    throw new IOException("Redis answered " + answer + " to " + line);
                }
            }
        }
    }

    /** Always a file under the state directory, so that a Redis left behind can be told from others. */
    private static Path executable(Path folder) throws IOException {
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
