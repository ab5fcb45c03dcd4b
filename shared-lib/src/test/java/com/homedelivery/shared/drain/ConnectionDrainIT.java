package com.homedelivery.shared.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.shared.testing.RealServers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** Whoever keeps a connection to a service that ends is served, and told to use another one. */
class ConnectionDrainIT {

    private static final String NAME = "connection-drain";

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Service {}

    @Test
    void whoeverIsConnectedIsServedAndAskedToLeave() throws Exception {
        ConfigurableApplicationContext service = run();
        ConnectionDrain drain = service.getBean(ConnectionDrain.class);
        int port = service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        try (Socket connection = new Socket(InetAddress.getLoopbackAddress(), port)) {
            BufferedReader answers =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
            assertThat(ask(connection, answers)).startsWith("HTTP/1.1 200").doesNotContain("Connection: close");

            CompletableFuture<Void> ending = CompletableFuture.runAsync(service::close);
            await().until(drain::isDraining);
            assertThat(ask(connection, answers)).startsWith("HTTP/1.1 200").contains("Connection: close");
            assertThat(answers.read()).as("the end of the connection").isEqualTo(-1);
            ending.join();
        } finally {
            service.close();
        }
    }

    /** Sends a request and reads the answer, which has no body. */
    private static String ask(Socket connection, BufferedReader answers) throws IOException {
        connection
                .getOutputStream()
                .write("HEAD /health HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        for (String line = answers.readLine(); line != null && !line.isEmpty(); line = answers.readLine()) {
            head.append(line).append('\n');
        }
        return head.toString();
    }

    private static ConfigurableApplicationContext run() {
        return new SpringApplicationBuilder(Service.class)
                .properties(
                        "spring.application.name=" + NAME,
                        "spring.flyway.locations=classpath:db/messaging",
                        "management.health.mongodb.enabled=false",
                        "server.port=0",
                        "server.address=127.0.0.1")
                .initializers(new RealServers())
                .run("--homedelivery.drain.time=3s");
    }
}
