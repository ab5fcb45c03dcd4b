package com.homedelivery.shared.messaging;

import com.homedelivery.shared.testing.TestServers;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.resource.ClientResources;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.serialization.StringSerializer;
import org.flywaydb.core.Flyway;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The real servers with the messaging tables, for tests that put relay and consumer together themselves. */
final class MessagingServers implements AutoCloseable {

    static final Traces NO_TRACES = new Traces(Tracer.NOOP, Propagator.NOOP);

    final Topics topics = new Topics("m" + UUID.randomUUID().toString().substring(0, 8) + "-");
    final JdbcClient jdbc;
    final TransactionTemplate transaction;
    final JdbcTransactionManager transactions;
    final RedisCommands<String, String> redis;
    final Outbox outbox;

    private final TestServers servers = TestServers.current();
    private final TestServers.Database database;
    private final ClientResources resources = ClientResources.create();
    private final RedisClient client;

    MessagingServers(String name) {
        LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
        List.of("org.apache.kafka", "org.flywaydb").forEach(logger -> logging.setLogLevel(logger, LogLevel.WARN));
        logging.setLogLevel("ROOT", LogLevel.INFO);
        database = servers.postgresDatabase(name);
        var source = new DriverManagerDataSource(database.jdbcUrl(), database.username(), database.password());
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/messaging")
                .load()
                .migrate();
        jdbc = JdbcClient.create(source);
        transactions = new JdbcTransactionManager(source);
        transaction = new TransactionTemplate(transactions);
        client = RedisClient.create(
                resources,
                RedisURI.builder()
                        .withHost(servers.redis().host())
                        .withPort(servers.redis().port())
                        .withDatabase(servers.redis().database())
                        .build());
        StatefulRedisConnection<String, String> connection = client.connect();
        redis = connection.sync();
        outbox = new JdbcOutbox(jdbc, Clock.systemUTC(), "tests", NO_TRACES);
    }

    /** As if nothing had happened yet. */
    void reset() {
        jdbc.sql("truncate outbox, outbox_parked, outbox_tail, inbox").update();
        redis.keys("stream:*").forEach(redis::del);
    }

    RedisConnections redisConnections() {
        return redisConnections(servers.redis().port());
    }

    RedisConnections redisConnections(int port) {
        var address = new RedisStandaloneConfiguration(servers.redis().host(), port);
        address.setDatabase(servers.redis().database());
        return new RedisConnections(new LettuceConnectionFactory(
                address,
                LettuceClientConfiguration.builder().clientResources(resources).build()));
    }

    Wire wireToRedis() {
        return new Wire(servers.redis().host(), servers.redis().port());
    }

    Wire wireToDatabase() {
        URI address = URI.create(database.jdbcUrl().substring("jdbc:".length()));
        return new Wire(address.getHost(), address.getPort());
    }

    JdbcConnectionDetails databaseDetails() {
        return details(database.jdbcUrl());
    }

    JdbcConnectionDetails databaseDetails(Wire wire) {
        return details(urlOver(wire));
    }

    DriverManagerDataSource dataSource(Wire wire) {
        return new DriverManagerDataSource(urlOver(wire), database.username(), database.password());
    }

    private String urlOver(Wire wire) {
        URI address = URI.create(database.jdbcUrl().substring("jdbc:".length()));
        return "jdbc:postgresql://localhost:" + wire.port() + address.getPath() + "?connectTimeout=2&socketTimeout=3";
    }

    private JdbcConnectionDetails details(String url) {
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return database.username();
            }

            @Override
            public String getPassword() {
                return database.password();
            }

            @Override
            public String getJdbcUrl() {
                return url;
            }
        };
    }

    String kafkaBrokers() {
        return servers.kafkaBrokers();
    }

    KafkaTemplate<String, String> kafka(String brokers) {
        return new KafkaTemplate<>(new DefaultKafkaProducerFactory<>(Map.of(
                "bootstrap.servers", brokers,
                "key.serializer", StringSerializer.class,
                "value.serializer", StringSerializer.class,
                "acks", "all",
                "max.block.ms", 1000,
                "request.timeout.ms", 2000,
                "delivery.timeout.ms", 5000)));
    }

    KafkaTopics kafkaTopics(String brokers) {
        KafkaAdmin admin = new KafkaAdmin(
                Map.of("bootstrap.servers", brokers, "request.timeout.ms", 2000, "default.api.timeout.ms", 2000));
        admin.setOperationTimeout(2);
        admin.setCloseTimeout(1);
        return new KafkaTopics(admin, topics, new MessagingProperties.Kafka(3, (short) 1));
    }

    @Override
    public void close() {
        client.shutdown();
        resources.shutdown();
    }
}
