package com.homedelivery.localstack.suite;

import static com.homedelivery.localstack.client.ServerAddresses.DATABASE_PASSWORD;
import static com.homedelivery.localstack.client.ServerAddresses.DATABASE_USERNAME;
import static com.homedelivery.localstack.client.ServerAddresses.HOST;

import com.homedelivery.localstack.client.ServerPorts;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The suite on one page: which servers and services there are, where they listen and what they are told.
 *
 * @param servers where the servers listen
 * @param services in the order in which they are started
 */
public record Topology(ServerPorts servers, List<Service> services) {

    /** Beside the usual ports, so that servers installed on the machine, or in containers, are not in the way. */
    private static final ServerPorts SERVERS = new ServerPorts(
            /* control    */ 13999,
            /* PostgreSQL */ 15432,
            /* Redis      */ 16379,
            /* Kafka      */ 19092,
            /* controller */ 19093,
            /* MongoDB    */ 17017,
            /* SMTP       */ 11025,
            /* mail API   */ 18025);

    /** Where the trainers of AOT caches keep house. */
    static final String TRAINING_DATABASE = "training_db";

    private static final String GATEWAY = "api-gateway";

    /** The whole home-delivery suite. */
    public static Topology homeDelivery() {
        return new Topology(
                SERVERS,
                List.of(
                        jpa("auth-service", 3001, "auth_db"),
                        jpa("user-service", 3002, "user_db"),
                        jpa("product-service", 3003, "product_db"),
                        jpa("inventory-service", 3004, "inventory_db"),
                        jpa("order-service", 3006, "order_db"),
                        jpa("payment-service", 3007, "payment_db"),
                        jpa("delivery-service", 3008, "delivery_db"),
                        jpa("notification-service", 3009, "notification_db")
                                .with("SMTP_HOST", HOST)
                                .with("SMTP_PORT", SERVERS.smtp()),
                        mvc("cart-service", 3005),
                        mvc("analytics-service", 3010)
                                .with("MONGODB_URI", "mongodb://" + HOST + ":" + SERVERS.mongo() + "/analytics"),
                        gateway(GATEWAY, 3000)));
    }

    private static Service jpa(String name, int port, String database) {
        return new Service(name, port, Family.JPA, Optional.of(database), Map.of());
    }

    private static Service mvc(String name, int port) {
        return new Service(name, port, Family.MVC, Optional.empty(), Map.of());
    }

    private static Service gateway(String name, int port) {
        return new Service(name, port, Family.GATEWAY, Optional.empty(), Map.of());
    }

    /**
     * The environment that a service is started with, on top of the caller's own.
     *
     * @param jwtSecret signs the tokens of this checkout
     */
    public Map<String, String> environment(Service service, String jwtSecret) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("PORT", Integer.toString(service.port()));
        environment.put("JWT_SECRET", jwtSecret);
        environment.put("DEMO_DATA", "true");
        environment.put("REDIS_HOST", HOST);
        environment.put("REDIS_PORT", Integer.toString(servers.redis()));
        environment.put("KAFKA_BROKERS", HOST + ":" + servers.kafka());
        service.database().ifPresent(database -> {
            environment.put("DATABASE_URL", "jdbc:postgresql://" + HOST + ":" + servers.postgres() + "/" + database);
            environment.put("DATABASE_USERNAME", DATABASE_USERNAME);
            environment.put("DATABASE_PASSWORD", DATABASE_PASSWORD);
        });
        services.forEach(other -> environment.put(
                other.name().replace('-', '_').toUpperCase(Locale.ROOT) + "_URL",
                other.address().toString()));
        environment.putAll(service.environment());
        return environment;
    }

    /** The PostgreSQL databases of all services, and the one for training. */
    public List<String> databases() {
        return Stream.concat(
                        services.stream().map(Service::database).flatMap(Optional::stream),
                        Stream.of(TRAINING_DATABASE))
                .sorted()
                .toList();
    }

    /** Where clients enter. */
    public URI gatewayAddress() {
        return addresses().getOrDefault(GATEWAY, URI.create("http://localhost:3000"));
    }

    /** Every service's address by its name. */
    public Map<String, URI> addresses() {
        Map<String, URI> addresses = new LinkedHashMap<>();
        services.forEach(service -> addresses.put(service.name(), service.address()));
        addresses.put("mail-api", URI.create("http://" + HOST + ":" + servers.mailApi()));
        return addresses;
    }

    /**
     * The services of these names, in the order of the topology; all when no name is given.
     *
     * @throws UsageException for a name that there is not
     */
    List<Service> named(List<String> names) {
        List<String> known = services.stream().map(Service::name).toList();
        names.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(unknown -> {
            throw new UsageException("No such service: " + unknown + ". There are: " + String.join(", ", known));
        });
        return services.stream()
                .filter(service -> names.isEmpty() || names.contains(service.name()))
                .toList();
    }
}
