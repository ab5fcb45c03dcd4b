package com.homedelivery.localstack.trainer.mvc;

import com.homedelivery.localstack.trainer.OpenDoor;
import com.homedelivery.localstack.trainer.Rehearsal;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** Web and security. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({OpenDoor.class, EchoController.class})
public class MvcTrainer {

    private static final Map<String, Object> SETTINGS = Map.of(
            "spring.application.name", "trainer",
            "spring.main.banner-mode", "off",
            "server.port", "0",
            "server.shutdown", "graceful",
            "spring.threads.virtual.enabled", "true",
            "management.endpoints.web.exposure.include", "health,prometheus",
            "logging.level.root", "warn");

    /** Starts, rehearses, ends. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        SpringApplication application = new SpringApplication(MvcTrainer.class);
        application.setDefaultProperties(SETTINGS);
        try (ConfigurableApplicationContext context = application.run(arguments)) {
            String port = context.getEnvironment().getRequiredProperty("local.server.port");
            Rehearsal.perform(URI.create("http://localhost:" + port));
        }
        System.exit(0);
    }
}
