package com.homedelivery.systemtests.bench;

import com.homedelivery.localstack.client.ServerAddresses;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** nginx before the same services as the gateway: what passing a request on has to cost, and nothing else. */
final class Nginx implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(10);

    private final Process process;
    private final int port;

    private Nginx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** nginx with one route; empty where it is not installed. */
    static Optional<Nginx> start(URI cart, URI product) throws IOException, InterruptedException {
        Optional<Path> executable = Executables.find("nginx");
        if (executable.isEmpty()) {
            return Optional.empty();
        }
        int port = freePort();
        Path folder = Files.createTempDirectory("bench-nginx");
        Path file = Files.writeString(folder.resolve("nginx.conf"), configuration(folder, port, cart, product));
        Process process = new ProcessBuilder(
                        List.of(executable.get().toString(), "-p", folder.toString(), "-c", file.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.log").toFile())
                .start();
        Nginx nginx = new Nginx(process, port);
        nginx.awaitListening(folder);
        return Optional.of(nginx);
    }

    URI address() {
        return URI.create("http://" + ServerAddresses.HOST + ":" + port);
    }

    private void awaitListening(Path folder) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            try (Socket _ = new Socket(ServerAddresses.HOST, port)) {
                return;
            } catch (IOException notYet) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    close();
                    throw new IllegalStateException(
                            "nginx does not start: " + Files.readString(folder.resolve("output.log")), notYet);
                }
                Thread.sleep(50);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String configuration(Path folder, int port, URI cart, URI product) {
        return """
                daemon off;
                worker_processes auto;
                pid FOLDER/nginx.pid;
                error_log FOLDER/error.log;
                events { worker_connections 1024; }
                http {
                    access_log off;
                    client_body_temp_path FOLDER/body;
                    proxy_temp_path FOLDER/proxy;
                    fastcgi_temp_path FOLDER/fastcgi;
                    uwsgi_temp_path FOLDER/uwsgi;
                    scgi_temp_path FOLDER/scgi;
                    keepalive_requests 1000000000;
                    proxy_http_version 1.1;
                    proxy_set_header Connection "";
                    proxy_buffers 16 64k;
                    upstream cart { server CART; keepalive 64; keepalive_requests 1000000000; }
                    upstream product { server PRODUCT; keepalive 64; keepalive_requests 1000000000; }
                    server {
                        listen HOST:PORT;
                        location /api/cart { proxy_pass http://cart/cart; }
                        location /api/products { proxy_pass http://product/products; }
                    }
                }
                """.replace("FOLDER", folder.toString())
                .replace("HOST:PORT", ServerAddresses.HOST + ":" + port)
                .replace("CART", cart.getAuthority())
                .replace("PRODUCT", product.getAuthority());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
