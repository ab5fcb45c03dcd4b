package com.homedelivery.localstack.suite;

import static com.homedelivery.localstack.client.ServerAddresses.DATABASE_PASSWORD;
import static com.homedelivery.localstack.client.ServerAddresses.DATABASE_USERNAME;
import static com.homedelivery.localstack.client.ServerAddresses.HOST;
import static com.homedelivery.localstack.suite.AotProfile.GATEWAY;
import static com.homedelivery.localstack.suite.AotProfile.JPA;
import static com.homedelivery.localstack.suite.AotProfile.MVC;

import com.homedelivery.localstack.client.ServerAddresses;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The suite on one page: which servers and services there are, where they listen and what they are told.
 *
 * @param servers where the servers listen
 * @param services in the order in which they are started
 */
public record Topology(ServerAddresses servers, List<Service> services) {

    /** Beside the usual ports, so that servers installed on the machine, or in containers, are not in the way. */
    private static final ServerAddresses SERVERS = new ServerAddresses(
            /* PostgreSQL */ 15432,
            /* Redis      */ 16379,
            /* Kafka      */ 19092,
            /* controller */ 19093,
            /* MongoDB    */ 17017,
            /* SMTP       */ 11025,
            /* mail API   */ 18025);

    /** Encrypts second factors and secrets of webhooks; known to everybody, like the demo accounts' password. */
    private static final String ENCRYPTION_KEY = "A".repeat(43) + "=";

    /** The whole home-delivery suite, where people expect it. */
    public static Topology homeDelivery() {
        return homeDelivery(SERVERS, port -> port);
    }

    /** The same suite beside the usual one, on ports so many higher. */
    public static Topology homeDeliveryMovedBy(int ports) {
        return homeDelivery(SERVERS.movedBy(ports), port -> port + ports);
    }

    /** The suite on these servers, each service on the port that is made of its usual one. */
    static Topology homeDelivery(ServerAddresses servers, IntUnaryOperator port) {
        return new Topology(
                servers,
                Stream.of(
                                new Service("auth-service", 3001, JPA)
                                        .on("auth_db")
                                        .with(Map.of("TOTP_KEY", ENCRYPTION_KEY)),
                                new Service("user-service", 3002, JPA).on("user_db"),
                                new Service("product-service", 3003, MVC).on("product_db"),
                                new Service("inventory-service", 3004, JPA).on("inventory_db"),
                                new Service("order-service", 3006, JPA).on("order_db"),
                                new Service("payment-service", 3007, JPA).on("payment_db"),
                                new Service("delivery-service", 3008, JPA).on("delivery_db"),
                                new Service("notification-service", 3009, JPA)
                                        .on("notification_db")
                                        .with(Map.of(
                                                "SMTP_HOST",
                                                HOST,
                                                "SMTP_PORT",
                                                "" + servers.smtpPort(),
                                                "WEBHOOK_KEY",
                                                ENCRYPTION_KEY)),
                                new Service("cart-service", 3005, MVC),
                                new Service("analytics-service", 3010, MVC)
                                        .with(Map.of("MONGODB_URI", servers.mongoUri("analytics"))),
                                new Service("api-gateway", 3000, GATEWAY))
                        .map(service -> service.at(port.applyAsInt(service.port())))
                        .toList());
    }

    /**
     * The environment that a service is started with, on top of the caller's own.
     *
     * @param jwtSecret signs the tokens of this checkout
     */
    public Map<String, String> environment(Service service, String jwtSecret) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("PORT", Integer.toString(service.port()));
        environment.put("MANAGEMENT_PORT", Integer.toString(service.managementPort()));
        // The demo accounts' password is known to everybody, so only this machine reaches them.
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("JWT_SECRET", jwtSecret);
        environment.put("DEMO_DATA", "true");
        environment.put("REDIS_HOST", HOST);
        environment.put("REDIS_PORT", Integer.toString(servers.redisPort()));
        environment.put("KAFKA_BROKERS", servers.kafkaBrokers());
        service.database().ifPresent(database -> {
            environment.put("DATABASE_URL", servers.jdbcUrl(database));
            environment.put("DATABASE_USERNAME", DATABASE_USERNAME);
            environment.put("DATABASE_PASSWORD", DATABASE_PASSWORD);
        });
        services.forEach(other ->
                environment.put(other.addressVariable(), other.address().toString()));
        environment.putAll(service.environment());
        return environment;
    }

    /** The PostgreSQL databases of all services. */
    public List<String> databases() {
        return services.stream()
                .map(Service::database)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Where clients enter. */
    public URI gatewayAddress() {
        return named("api-gateway").address();
    }

    /** Where the mail that was sent can be read. */
    public URI mailAddress() {
        return URI.create("http://" + HOST + ":" + servers.mailApiPort());
    }

    /**
     * The services of these names, in the order of the topology; all when no name is given.
     *
     * @throws IllegalArgumentException for a name that there is not
     */
    List<Service> named(List<String> names) {
        names.forEach(this::named);
        return services.stream()
                .filter(service -> names.isEmpty() || names.contains(service.name()))
                .toList();
    }

    /**
     * The service of this name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public Service named(String name) {
        return services.stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No such service: " + name + ". There are: "
                        + services.stream().map(Service::name).collect(Collectors.joining(", "))));
    }
}
