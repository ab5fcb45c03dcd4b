package com.homedelivery.localstack.suite;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;

/** As much of a service as the supervisor sees: listens on {@code PORT} and is healthy. */
final class FakeService {

    private FakeService() {}

    public static void main(String[] arguments) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(Integer.parseInt(System.getenv("PORT"))), 0);
        http.createContext("/health", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        http.start();
        System.out.println("Listening on " + http.getAddress());
    }
}
