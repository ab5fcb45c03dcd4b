package com.homedelivery.shared.messaging.outbox;

import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.messaging.TracePropagation;
import com.homedelivery.shared.messaging.kafka.KafkaFixtures;
import com.homedelivery.shared.messaging.kafka.TopicNames;
import com.homedelivery.shared.messaging.redis.RedisConnections;
import com.homedelivery.shared.messaging.redis.RedisFixtures;
import com.homedelivery.shared.messaging.sink.Sink;
import com.homedelivery.shared.testing.PostgresDetails;
import com.homedelivery.shared.testing.TcpProxy;
import com.homedelivery.shared.testing.TestServers;
import com.zaxxer.hikari.HikariDataSource;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.resource.ClientResources;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The real servers with the messaging tables, for tests that put relay and consumer together themselves. */
public final class MessagingServers implements AutoCloseable, BeforeEachCallback, AfterAllCallback {

    /** As what service they publish. */
    public static final String SOURCE = "tests";

    public static final TracePropagation NO_TRACES = new TracePropagation(Tracer.NOOP, Propagator.NOOP);

    public final TopicNames topics =
            new TopicNames("m" + UUID.randomUUID().toString().substring(0, 8) + "-");
    public final JdbcClient jdbc;
    public final TransactionTemplate transaction;
    public final JdbcTransactionManager transactions;
    public final RedisCommands<String, String> redis;
    public final Outbox outbox;
    final OutboxNotifier notifier = new OutboxNotifier();

    private final TestServers.Database database;
    private final TestServers.Redis redisAddress;
    private final String kafkaBrokers;
    private final @Nullable String stream;
    private final HikariDataSource pool;
    private final ClientResources resources = ClientResources.create();
    private final RedisClient client;

    /** @param name of the database */
    public MessagingServers(String name) {
        this(name, null);
    }

    /**
     * @param name of the database
     * @param stream forgotten before each test, as are the tables; nothing is if it is null
     */
    public MessagingServers(String name, @Nullable String stream) {
        this(
                TestServers.current().postgresDatabase(name),
                TestServers.current().redis(),
                TestServers.current().kafkaBrokers(),
                stream);
    }

    public MessagingServers(TestServers.Database database, TestServers.Redis redisAddress, String kafkaBrokers) {
        this(database, redisAddress, kafkaBrokers, null);
    }

    private MessagingServers(
            TestServers.Database database,
            TestServers.Redis redisAddress,
            String kafkaBrokers,
            @Nullable String stream) {
        this.database = database;
        this.redisAddress = redisAddress;
        this.kafkaBrokers = kafkaBrokers;
        this.stream = stream;
        LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
        List.of("org.apache.kafka", "org.flywaydb", "com.zaxxer.hikari")
                .forEach(logger -> logging.setLogLevel(logger, LogLevel.WARN));
        logging.setLogLevel("ROOT", LogLevel.INFO);
        pool = new HikariDataSource();
        pool.setJdbcUrl(database.jdbcUrl());
        pool.setUsername(database.username());
        pool.setPassword(database.password());
        pool.setMaximumPoolSize(8);
        Flyway.configure()
                .dataSource(pool)
                .locations("classpath:db/messaging")
                .load()
                .migrate();
        jdbc = JdbcClient.create(pool);
        transactions = new JdbcTransactionManager(pool);
        transaction = new TransactionTemplate(transactions);
        client = RedisClient.create(
                resources,
                RedisURI.builder()
                        .withHost(redisAddress.host())
                        .withPort(redisAddress.port())
                        .withDatabase(redisAddress.database())
                        .build());
        StatefulRedisConnection<String, String> connection = client.connect();
        redis = connection.sync();
        outbox = new JdbcOutbox(
                new JdbcTemplate(pool), Clock.systemUTC(), SOURCE, NO_TRACES, notifier, new SimpleMeterRegistry());
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (stream != null) {
            reset(stream);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    /** As if nothing had happened yet in this database and to this stream. */
    public void reset(String stream) {
        jdbc.sql("truncate outbox, outbox_quarantine, outbox_tail, inbox").update();
        redis.keys(stream + "*").forEach(redis::del);
    }

    public RedisConnections redisConnections() {
        return redisConnections(redisAddress.port());
    }

    public RedisConnections redisConnections(int port) {
        return RedisFixtures.connections(connectionFactory(port));
    }

    public RedisConnections redisConnections(int port, TimeoutOptions timers) {
        return RedisFixtures.connections(connectionFactory(port), timers);
    }

    private LettuceConnectionFactory connectionFactory(int port) {
        var address = new RedisStandaloneConfiguration(redisAddress.host(), port);
        address.setDatabase(redisAddress.database());
        return new LettuceConnectionFactory(
                address,
                LettuceClientConfiguration.builder().clientResources(resources).build());
    }

    public TcpProxy proxyToRedis() {
        return new TcpProxy(redisAddress.host(), redisAddress.port());
    }

    public TcpProxy proxyToDatabase() {
        URI address = URI.create(database.jdbcUrl().substring("jdbc:".length()));
        return new TcpProxy(address.getHost(), address.getPort());
    }

    public JdbcConnectionDetails databaseDetails() {
        return details(database.jdbcUrl());
    }

    public JdbcConnectionDetails databaseDetails(TcpProxy proxy) {
        return details(urlThrough(proxy));
    }

    public DriverManagerDataSource dataSource(TcpProxy proxy) {
        return new DriverManagerDataSource(urlThrough(proxy), database.username(), database.password());
    }

    private String urlThrough(TcpProxy proxy) {
        URI address = URI.create(database.jdbcUrl().substring("jdbc:".length()));
        return "jdbc:postgresql://localhost:" + proxy.port() + address.getPath() + "?connectTimeout=2&socketTimeout=3";
    }

    private JdbcConnectionDetails details(String url) {
        return new PostgresDetails(new TestServers.Database(url, database.username(), database.password()));
    }

    public String kafkaBrokers() {
        return kafkaBrokers;
    }

    public KafkaTemplate<String, String> kafka(String brokers) {
        return new KafkaTemplate<>(new DefaultKafkaProducerFactory<>(Map.of(
                "bootstrap.servers",
                brokers,
                "key.serializer",
                StringSerializer.class,
                "value.serializer",
                StringSerializer.class,
                "acks",
                "all",
                "max.block.ms",
                timeoutMillis(brokers) / 2,
                "request.timeout.ms",
                timeoutMillis(brokers),
                "delivery.timeout.ms",
                timeoutMillis(brokers) + 3000)));
    }

    /** The broker itself is waited for, busy as it may be; one that is away, or that a proxy stands before, is not. */
    private int timeoutMillis(String brokers) {
        return brokers.equals(kafkaBrokers) ? 12_000 : 2_000;
    }

    public Sink redisSink(RedisConnections connections, MeterRegistry metrics) {
        return RedisFixtures.sink(connections, SOURCE, metrics);
    }

    public Sink kafkaSink(String brokers) {
        return KafkaFixtures.sink(kafka(brokers), kafkaAdmin(brokers), consumers(brokers), topics, SOURCE);
    }

    private static DefaultKafkaConsumerFactory<String, String> consumers(String brokers) {
        return new DefaultKafkaConsumerFactory<>(Map.of(
                "bootstrap.servers",
                brokers,
                "key.deserializer",
                StringDeserializer.class,
                "value.deserializer",
                StringDeserializer.class,
                "group.id",
                SOURCE,
                "enable.auto.commit",
                false,
                "allow.auto.create.topics",
                false));
    }

    /** What is in a topic, which need not exist. */
    public List<ConsumerRecord<String, String>> records(EventStream<?> stream) {
        String topic = topics.of(stream);
        try (var consumer = consumers(kafkaBrokers).createConsumer()) {
            if (!consumer.listTopics().containsKey(topic)) {
                return List.of();
            }
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, String>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    public KafkaAdmin kafkaAdmin(String brokers) {
        int patience = timeoutMillis(brokers);
        KafkaAdmin admin = new KafkaAdmin(Map.of(
                "bootstrap.servers", brokers, "request.timeout.ms", patience, "default.api.timeout.ms", patience));
        admin.setOperationTimeout(patience / 1000);
        admin.setCloseTimeout(1);
        return admin;
    }

    @Override
    public void close() {
        pool.close();
        client.shutdown();
        resources.shutdown();
    }
}
