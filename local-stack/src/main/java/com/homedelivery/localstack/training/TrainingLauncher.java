package com.homedelivery.localstack.training;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

/**
 * Runs a service, uses it a little, and ends. The service's own jars are not on the class path, but in a class loader below
 * it: the class path, and with it the AOT cache that this JVM writes, then holds only what other services have too.
 */
public final class TrainingLauncher {

    private static final int ROUNDS = 20;

    private TrainingLauncher() {}

    /** @param arguments the application class of the service, and its own jars as a class path */
    public static void main(String[] arguments) throws ClassNotFoundException, IOException {
        List<URL> jars = new ArrayList<>();
        for (String jar : arguments[1].split(File.pathSeparator)) {
            jars.add(Path.of(jar).toUri().toURL());
        }
        ClassLoader loader = new URLClassLoader(
                jars.toArray(URL[]::new), Thread.currentThread().getContextClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        SpringApplication application =
                new SpringApplication(new DefaultResourceLoader(loader), loader.loadClass(arguments[0]));
        ConfigurableApplicationContext context = application.run();
        use("http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port"));
        System.exit(0);
    }

    /**
     * Asks how the service is, and registers accounts: auth-service reads them, refuses what is invalid and writes to its
     * database; the others refuse them for want of a token.
     */
    private static void use(String address) {
        RestClient service = RestClient.builder()
                .baseUrl(address)
                .defaultStatusHandler(HttpStatusCode::is4xxClientError, (_, _) -> {})
                .build();
        for (int round = 0; round < ROUNDS; round++) {
            String account =
                    "{\"email\": \"%s@example.test\", \"password\": \"Password123\"}".formatted(UUID.randomUUID());
            service.get().uri("/health").retrieve().toBodilessEntity();
            for (String body : List.of("{}", account)) {
                service.post()
                        .uri("/auth/register")
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(body)
                        .retrieve()
                        .toBodilessEntity();
            }
        }
    }
}
