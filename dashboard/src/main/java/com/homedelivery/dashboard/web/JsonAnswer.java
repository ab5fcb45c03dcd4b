package com.homedelivery.dashboard.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import tools.jackson.databind.json.JsonMapper;

/** Answers in JSON. */
final class JsonAnswer {

    private static final int OK = 200;

    private JsonAnswer() {}

    static void send(HttpExchange exchange, Object value) throws IOException {
        send(exchange, OK, JsonMapper.shared().writeValueAsBytes(value));
    }

    static void send(HttpExchange exchange, int status, byte[] json) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, json.length == 0 ? -1 : json.length);
        exchange.getResponseBody().write(json);
    }
}
