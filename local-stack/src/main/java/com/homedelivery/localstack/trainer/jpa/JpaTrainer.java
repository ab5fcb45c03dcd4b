package com.homedelivery.localstack.trainer.jpa;

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

/** Web, security, JPA on PostgreSQL with Flyway, Redis, Kafka. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({OpenDoor.class, RowController.class, RowListener.class})
public class JpaTrainer {

    private static final Map<String, Object> SETTINGS = Map.ofEntries(
            Map.entry("spring.application.name", "trainer"),
            Map.entry("spring.main.banner-mode", "off"),
            Map.entry("server.port", "0"),
            Map.entry("server.shutdown", "graceful"),
            Map.entry("spring.threads.virtual.enabled", "true"),
            Map.entry("spring.datasource.url", "${TRAINER_DATABASE_URL}"),
            Map.entry("spring.datasource.username", "postgres"),
            Map.entry("spring.flyway.locations", "classpath:training"),
            Map.entry("spring.jpa.open-in-view", "false"),
            Map.entry("spring.jpa.hibernate.ddl-auto", "validate"),
            Map.entry("spring.data.redis.port", "${TRAINER_REDIS_PORT}"),
            Map.entry("spring.data.redis.repositories.enabled", "false"),
            Map.entry("spring.kafka.bootstrap-servers", "${TRAINER_KAFKA}"),
            Map.entry("spring.kafka.consumer.group-id", "trainer"),
            Map.entry("spring.kafka.consumer.auto-offset-reset", "latest"),
            Map.entry("management.endpoints.web.exposure.include", "health,prometheus"),
            Map.entry("logging.level.root", "warn"));

    /** Starts, rehearses, ends. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        SpringApplication application = new SpringApplication(JpaTrainer.class);
        application.setDefaultProperties(SETTINGS);
        try (ConfigurableApplicationContext context = application.run(arguments)) {
            String port = context.getEnvironment().getRequiredProperty("local.server.port");
            Rehearsal.perform(URI.create("http://localhost:" + port));
        }
        System.exit(0);
    }
}
