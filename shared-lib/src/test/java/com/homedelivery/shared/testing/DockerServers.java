package com.homedelivery.shared.testing;

import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.util.function.SingletonSupplier;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.mongodb.MongoDBContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Containers of this JVM alone, removed by Testcontainers when it ends. */
final class DockerServers implements TestServers {

    private static final int REDIS_PORT = 6379;
    private static final int SMTP_PORT = 3025;
    private static final int MAIL_API_PORT = 8080;
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final Supplier<PostgreSQLContainer> postgres = SingletonSupplier.of(() -> {
        PostgreSQLContainer container = new PostgreSQLContainer("postgres:18.4-alpine");
        container.setCommand("postgres", "-c", "fsync=off", "-c", "max_connections=300");
        container.start();
        return container;
    });

    private final Supplier<GenericContainer<?>> redis = SingletonSupplier.of(() -> {
        GenericContainer<?> container = new GenericContainer<>("redis:8.2.1-alpine").withExposedPorts(REDIS_PORT);
        container.start();
        return container;
    });

    private final Supplier<KafkaContainer> kafka = SingletonSupplier.of(() -> {
        KafkaContainer container = new KafkaContainer("apache/kafka:4.2.0");
        container.start();
        return container;
    });

    private final Supplier<MongoDBContainer> mongo = SingletonSupplier.of(() -> {
        MongoDBContainer container = new MongoDBContainer("mongo:8.0.13");
        container.start();
        return container;
    });

    private final Supplier<GenericContainer<?>> mail = SingletonSupplier.of(() -> {
        GenericContainer<?> container = new GenericContainer<>("greenmail/standalone:2.1.13")
                .withEnv(
                        "GREENMAIL_OPTS",
                        "-Dgreenmail.setup.test.all -Dgreenmail.hostname=0.0.0.0 -Dgreenmail.auth.disabled")
                .withExposedPorts(SMTP_PORT, MAIL_API_PORT)
                .waitingFor(Wait.forHttp("/api/service/readiness")
                        .forPort(MAIL_API_PORT)
                        .withStartupTimeout(START_LIMIT));
        container.start();
        return container;
    });

    @Override
    public Database postgresDatabase(String name) {
        PostgreSQLContainer container = postgres.get();
        return new Database(container.getJdbcUrl(), container.getUsername(), container.getPassword());
    }

    @Override
    public Redis redis() {
        return new Redis(redis.get().getHost(), redis.get().getMappedPort(REDIS_PORT), 0);
    }

    @Override
    public String kafkaBrokers() {
        return kafka.get().getBootstrapServers();
    }

    @Override
    public String mongoUri(String name) {
        return mongo.get().getReplicaSetUrl(name);
    }

    @Override
    public Mail mail() {
        GenericContainer<?> container = mail.get();
        return new Mail(
                container.getHost(),
                container.getMappedPort(SMTP_PORT),
                URI.create("http://" + container.getHost() + ":" + container.getMappedPort(MAIL_API_PORT)));
    }
}
