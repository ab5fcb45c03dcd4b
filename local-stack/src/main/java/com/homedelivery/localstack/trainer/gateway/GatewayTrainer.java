package com.homedelivery.localstack.trainer.gateway;

import com.homedelivery.localstack.trainer.Rehearsal;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** Spring Cloud Gateway with one route, which leads back to itself. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(ReactiveEcho.class)
public class GatewayTrainer {

    private static final String ROUTE = "spring.cloud.gateway.server.webflux.routes[0].";

    /** Starts, rehearses through the route, ends. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int port = freePort();
        SpringApplication application = new SpringApplication(GatewayTrainer.class);
        application.setDefaultProperties(Map.of(
                "spring.application.name", "trainer",
                "spring.main.banner-mode", "off",
                "server.port", port,
                "spring.data.redis.port", "${TRAINER_REDIS_PORT}",
                "management.endpoints.web.exposure.include", "health,prometheus",
                "logging.level.root", "warn",
                ROUTE + "id", "rows",
                ROUTE + "uri", "http://localhost:" + port,
                ROUTE + "predicates[0]", "Path=/rows",
                ROUTE + "filters[0]", "PrefixPath=/echo"));
        try (ConfigurableApplicationContext _ = application.run(arguments)) {
            Rehearsal.perform(URI.create("http://localhost:" + port));
        }
        System.exit(0);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
