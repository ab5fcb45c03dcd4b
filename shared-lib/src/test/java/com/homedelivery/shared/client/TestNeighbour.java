package com.homedelivery.shared.client;

import com.homedelivery.shared.deadline.RequestDeadline;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Another service: tells how much time it was given, is slow until it is let go on, and fails when it is to. */
final class TestNeighbour implements AutoCloseable {

    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger mostInside = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private volatile CountDownLatch answering = new CountDownLatch(0);
    private volatile int status = 200;

    private TestNeighbour(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    static TestNeighbour start() throws IOException {
        return new TestNeighbour(0);
    }

    static TestNeighbour startOn(int port) throws IOException {
        return new TestNeighbour(port);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    static String urlOf(int port) {
        return "http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + port;
    }

    String url() {
        return urlOf(server.getAddress().getPort());
    }

    /** Calls that have come. */
    int calls() {
        return calls.get();
    }

    /** Calls that are not answered yet. */
    int inside() {
        return inside.get();
    }

    int mostInside() {
        return mostInside.get();
    }

    void answersWith(int status) {
        this.status = status;
    }

    void stopAnswering() {
        answering = new CountDownLatch(1);
    }

    void goOnAnswering() {
        answering.countDown();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            calls.incrementAndGet();
            mostInside.accumulateAndGet(inside.incrementAndGet(), Math::max);
            answering.await();
            inside.decrementAndGet();
            byte[] time = timeGiven(exchange).getBytes();
            exchange.sendResponseHeaders(status, time.length);
            exchange.getResponseBody().write(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String timeGiven(HttpExchange exchange) {
        return String.valueOf(exchange.getRequestHeaders().getFirst(RequestDeadline.HEADER));
    }

    @Override
    public void close() {
        goOnAnswering();
        server.stop(0);
        threads.shutdownNow();
    }
}
