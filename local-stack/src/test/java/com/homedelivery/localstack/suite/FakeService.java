package com.homedelivery.localstack.suite;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;

/** As much of a service as the supervisor sees: listens on {@code PORT} and is healthy, or ends with a complaint. */
final class FakeService {

    private FakeService() {}

    /** @param arguments {@code broken} to fail at the start */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length > 0 && arguments[0].equals("broken")) {
            System.out.println("JWT_SECRET has " + System.getenv("JWT_SECRET").length() + " characters");
            System.out.println("but the moon is in the wrong house");
            System.exit(1);
        }
        HttpServer http = HttpServer.create(new InetSocketAddress(Integer.parseInt(System.getenv("PORT"))), 0);
        http.createContext("/health", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        http.start();
        System.out.println("Listening on " + http.getAddress());
    }
}
