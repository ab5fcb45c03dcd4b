package com.homedelivery.shared.testing;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.ClassUtils;

/**
 * Points a Spring context at real servers. {@link IntegrationTest} brings it along; a test that starts a service itself
 * names it:
 *
 * <pre>{@code
 * new SpringApplicationBuilder(OrderServiceApplication.class).initializers(new RealServers()).run("--server.port=0");
 * }</pre>
 *
 * <p>The JVM of the tests gets a PostgreSQL database, a logical Redis database and a Mongo database of its own, all
 * empty, shared by all its contexts; the addresses are registered as Spring Boot's connection details, each only when
 * its technology is on the class path, and nothing is started or made before it is asked for. As properties come
 * {@code SMTP_HOST} and {@code SMTP_PORT}, a {@code JWT_SECRET}, {@code homedelivery.messaging.topic-prefix}, which
 * keeps the Kafka topics of two JVMs apart, and {@code homedelivery.messaging.kafka.keep-rider-locations}, longer than a
 * {@link MovableClock} is behind.
 *
 * <p>What a test awaits without saying for how long may take a minute: real servers beside real services on a busy
 * machine are slow at times, and a wait that is over early costs nothing. One that ends without what it waited for leaves a
 * {@linkplain ThreadDumpOnTimeout dump of the threads} behind.
 *
 * <p>Which servers these are is said by {@code homedelivery.test.servers}, see {@link TestServers#current()}. With
 * {@code -Dhomedelivery.test.redis=cluster} Redis is a cluster of three masters, which this JVM has alone.
 */
public class RealServers implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String PROPERTIES_NAME = "real servers";
    private static final String TOPIC_PREFIX =
            "t" + UUID.randomUUID().toString().substring(0, 8) + "-";
    /** Records have the time of the service's clock: the broker deletes old ones whenever it looks, within minutes. */
    private static final Duration KEEP_RIDER_LOCATIONS = MovableClock.BEHIND.plusDays(7);

    private static final String JWT_SECRET = "only-for-tests-".repeat(4);
    private static final String DEFAULT_DATABASE = "test";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final @Nullable TcpProxy redis;
    private final @Nullable RedisCluster cluster;

    public RealServers() {
        this(null, null);
    }

    private RealServers(@Nullable TcpProxy redis, @Nullable RedisCluster cluster) {
        this.redis = redis;
        this.cluster = cluster;
    }

    /** The same servers, Redis by way of a proxy. */
    public static RealServers withRedisThrough(TcpProxy proxy) {
        return new RealServers(proxy, null);
    }

    /** The same servers, and this for Redis. */
    public static RealServers withRedis(RedisCluster cluster) {
        return new RealServers(null, cluster);
    }

    /** The same servers, and {@linkplain RedisCluster#shared() the JVM's cluster} for Redis, in whatever run. */
    public static final class OnRedisCluster extends RealServers {

        public OnRedisCluster() {
            super(null, RedisCluster.shared());
        }
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Awaitility.setDefaultTimeout(PATIENCE);
        Awaitility.setDefaultConditionEvaluationListener(new ThreadDumpOnTimeout());
        ConfigurableEnvironment environment = context.getEnvironment();
        TestServers servers = TestServers.current();
        String database = environment.getProperty("spring.application.name", DEFAULT_DATABASE);

        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("JWT_SECRET", JWT_SECRET);
        properties.put("homedelivery.messaging.topic-prefix", TOPIC_PREFIX);
        properties.put("homedelivery.messaging.kafka.keep-rider-locations", KEEP_RIDER_LOCATIONS);
        if (isPresent("org.springframework.mail.MailSender")) {
            properties.put("SMTP_HOST", servers.mail().smtpHost());
            properties.put("SMTP_PORT", servers.mail().smtpPort());
        }
        // Above the machine's own environment, below what a test class says for itself.
        environment
                .getPropertySources()
                .addBefore(
                        StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME,
                        new MapPropertySource(PROPERTIES_NAME, properties));

        if (isPresent("org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails")) {
            PostgresDetails.register(context, servers, database);
        }
        if (isPresent("org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails")) {
            RedisDetails.register(context, servers, redis, cluster);
        }
        if (isPresent("org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails")) {
            KafkaDetails.register(context, servers);
        }
        if (isPresent("org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails")) {
            MongoDetails.register(context, servers, database);
        }
    }

    private static boolean isPresent(String className) {
        return ClassUtils.isPresent(className, RealServers.class.getClassLoader());
    }
}
