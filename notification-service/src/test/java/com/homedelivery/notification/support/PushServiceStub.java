package com.homedelivery.notification.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A push service (RFC 8030): it takes what is signed as RFC 8292 says, and hands it to the browser. */
public final class PushServiceStub {

    /** A browser whose name begins so gets no answer until the service speaks again. */
    public static final String SILENT = "silent";

    private final AtomicInteger silent = new AtomicInteger();
    private final CountDownLatch silence = new CountDownLatch(1);
    private final Map<String, Browser> browsers = new ConcurrentHashMap<>();
    private final Map<String, List<String>> taken = new ConcurrentHashMap<>();
    private final byte[] applicationServerKey;
    private final HttpServer server;

    /** @param applicationServerKey whose signature it expects */
    public PushServiceStub(byte[] applicationServerKey) {
        this.applicationServerKey = applicationServerKey;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    /** The endpoint of a browser. */
    public String endpointOf(String name, Browser browser) {
        browsers.put(name, browser);
        return origin() + "/" + name;
    }

    /** The browser has been uninstalled. */
    public void forget(String name) {
        browsers.remove(name);
    }

    /** What a browser was told, decrypted. */
    public List<String> toldTo(String name) {
        return taken.getOrDefault(name, List.of());
    }

    /** How many wait for an answer. */
    public int silent() {
        return silent.get();
    }

    /** Those that wait get their answer, and others do not wait any more. */
    public void speak() {
        silence.countDown();
    }

    private String origin() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(take(exchange), -1);
        }
    }

    private int take(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().substring(1);
        byte[] body = exchange.getRequestBody().readAllBytes();
        Browser browser = browsers.get(name);
        if (browser == null) {
            return 410;
        }
        if (name.startsWith(SILENT)) {
            awaitSpeech();
        }
        try {
            if (!isAuthorized(exchange.getRequestHeaders().getFirst("Authorization"))) {
                return 403;
            }
            if (!"aes128gcm".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
                    || exchange.getRequestHeaders().getFirst("TTL") == null) {
                return 400;
            }
            taken.computeIfAbsent(name, _ -> new CopyOnWriteArrayList<>()).add(browser.decrypt(body));
            return 201;
        } catch (GeneralSecurityException e) {
            return 400;
        }
    }

    private void awaitSpeech() throws IOException {
        silent.incrementAndGet();
        try {
            silence.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            silent.decrementAndGet();
        }
    }

    /** {@code vapid t=…, k=…}: a token of ES256 for this service, that has not expired and is valid for a day at most. */
    private boolean isAuthorized(String header) throws GeneralSecurityException {
        if (header == null || !header.startsWith("vapid ")) {
            return false;
        }
        String token = parameter(header, "t");
        byte[] key = Base64.getUrlDecoder().decode(parameter(header, "k"));
        JsonNode claims = JsonMapper.shared()
                .readTree(new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8));
        long now = Instant.now().getEpochSecond();
        return Arrays.equals(key, applicationServerKey)
                && Browser.isSignedBy(applicationServerKey, token)
                && claims.path("aud").asString().equals(origin())
                && claims.path("sub").asString().startsWith("mailto:")
                && claims.path("exp").asLong() > now
                && claims.path("exp").asLong() <= now + 24 * 3600;
    }

    private static String parameter(String header, String name) {
        for (String part : header.substring("vapid ".length()).split(",\\s*")) {
            if (part.startsWith(name + "=")) {
                return part.substring(2);
            }
        }
        return "";
    }
}
