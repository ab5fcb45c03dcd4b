package com.homedelivery.localstack.trainer;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The course of every trainer: start, rehearse, end. */
public final class Training {

    private Training() {}

    /**
     * Runs an application until it has been used enough.
     *
     * @param application serves {@code /rows}
     * @param settings the class path location of its configuration
     * @param properties what only this run knows
     */
    public static void run(Class<?> application, String settings, Map<String, Object> properties)
            throws IOException, InterruptedException {
        SpringApplication spring = new SpringApplication(application);
        spring.setDefaultProperties(properties);
        try (ConfigurableApplicationContext context = spring.run("--spring.config.location=" + settings)) {
            Tokens.rehearse();
            Rehearsal.perform(URI.create(
                    "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port")));
        }
    }
}
