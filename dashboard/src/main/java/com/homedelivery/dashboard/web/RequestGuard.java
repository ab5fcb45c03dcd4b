package com.homedelivery.dashboard.web;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lets in what the page itself asks, and programs of this machine. What a foreign page has a browser ask is turned away, be
 * it sent to this address or to a name of its own that leads here (DNS rebinding). And the page is told to load nothing from
 * elsewhere.
 */
final class RequestGuard extends Filter {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final int FORBIDDEN = 403;
    private static final int MISDIRECTED = 421;

    private final Set<String> hosts;

    /** @param port that of the dashboard */
    RequestGuard(int port) {
        hosts = Stream.of("localhost", "127.0.0.1")
                .map(name -> name + ":" + port)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String description() {
        return "turns foreign pages away";
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        Headers answer = exchange.getResponseHeaders();
        answer.set("Content-Security-Policy", POLICY);
        answer.set("X-Content-Type-Options", "nosniff");
        answer.set("Referrer-Policy", "no-referrer");
        answer.set("Cross-Origin-Resource-Policy", "same-origin");
        answer.set("Cross-Origin-Opener-Policy", "same-origin");
        answer.set("Cache-Control", "no-store");
        Headers request = exchange.getRequestHeaders();
        String host = request.getFirst("Host");
        if (host == null || !hosts.contains(host)) {
            refuse(exchange, MISDIRECTED);
        } else if (isForeign(host, request.getFirst("Origin"), request.getFirst("Sec-Fetch-Site"))
                && !isLink(exchange)) {
            refuse(exchange, FORBIDDEN);
        } else {
            chain.doFilter(exchange);
        }
    }

    /**
     * Browsers say with each request for this machine in {@code Sec-Fetch-Site} who asks, and in {@code Origin} too when the
     * request is of another origin's script or does not only read. No page can make up either. Other programs send none.
     */
    private static boolean isForeign(String host, @Nullable String origin, @Nullable String site) {
        return origin != null && !origin.equals("http://" + host)
                || site != null && !site.equals("same-origin") && !site.equals("none");
    }

    /** Whether somebody has followed a link to the page. Who set it learns nothing, and cannot show the page in a frame. */
    private static boolean isLink(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("GET")
                && exchange.getRequestURI().toString().equals("/")
                && "navigate".equals(exchange.getRequestHeaders().getFirst("Sec-Fetch-Mode"));
    }

    private static void refuse(HttpExchange exchange, int status) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, -1);
        }
    }
}
