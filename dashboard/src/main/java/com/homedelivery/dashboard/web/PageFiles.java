package com.homedelivery.dashboard.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** The page: three files. */
final class PageFiles implements HttpHandler {

    private static final Map<String, String> FILES = Map.of(
            "/", "index.html",
            "/dashboard.css", "dashboard.css",
            "/dashboard.js", "dashboard.js");
    private static final Map<String, String> TYPES =
            Map.of("html", "text/html", "css", "text/css", "js", "text/javascript");
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String file = FILES.get(exchange.getRequestURI().getPath());
            if (file == null || !exchange.getRequestMethod().equals("GET")) {
                exchange.sendResponseHeaders(NOT_FOUND, -1);
                return;
            }
            byte[] content = read(file);
            String type = TYPES.get(file.substring(file.indexOf('.') + 1));
            exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
            exchange.sendResponseHeaders(OK, content.length);
            exchange.getResponseBody().write(content);
        }
    }

    private static byte[] read(String file) throws IOException {
        try (InputStream content = PageFiles.class.getResourceAsStream("/page/" + file)) {
            if (content == null) {
                throw new IllegalStateException("The page is not complete: " + file);
            }
            return content.readAllBytes();
        }
    }
}
