package com.homedelivery.notification.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A merchant's receiver. How it answers, stands in the path: {@code /200/…}, {@code /302/…}, {@code /endless/…}. */
public final class WebhookReceiver {

    private final Map<String, List<Message>> messages = new ConcurrentHashMap<>();
    private final Set<String> mended = ConcurrentHashMap.newKeySet();
    private final HttpServer server;

    /** What was posted. */
    public record Message(String id, String timestamp, String signature, String body) {}

    public WebhookReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    public String url(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public List<Message> at(String path) {
        return messages.getOrDefault(path, List.of());
    }

    /** From now on what is posted there is answered with 200. */
    public void mend(String path) {
        mended.add(path);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            messages.computeIfAbsent(path, _ -> new CopyOnWriteArrayList<>())
                    .add(new Message(
                            exchange.getRequestHeaders().getFirst("webhook-id"),
                            exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                            exchange.getRequestHeaders().getFirst("webhook-signature"),
                            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            String how = path.split("/")[1];
            if (how.equals("endless")) {
                exchange.sendResponseHeaders(500, 0);
                answerForEver(exchange.getResponseBody());
            } else {
                int status = mended.contains(path) ? 200 : Integer.parseInt(how);
                exchange.getResponseHeaders().set("Location", url("/200/redirected"));
                exchange.sendResponseHeaders(status, -1);
            }
        }
    }

    private static void answerForEver(OutputStream out) throws IOException {
        byte[] more = "more and more ".repeat(100).getBytes(StandardCharsets.UTF_8);
        while (!Thread.currentThread().isInterrupted()) {
            out.write(more);
            out.flush();
        }
    }
}
