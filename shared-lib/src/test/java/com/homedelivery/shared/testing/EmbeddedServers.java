package com.homedelivery.shared.testing;

import com.homedelivery.localstack.client.LocalServers;
import com.homedelivery.localstack.client.ServerAddresses;
import com.homedelivery.localstack.client.ServersLease;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The servers of {@code local-stack}, leased as long as this JVM lives and shared with the other modules' tests. */
final class EmbeddedServers implements TestServers {

    private final ServersLease lease;
    private final ServerAddresses addresses;
    private final Redis redis;
    private final String mongoSuffix = UUID.randomUUID().toString().substring(0, 8);
    private final Map<String, Database> databases = new ConcurrentHashMap<>();

    EmbeddedServers() {
        lease = LocalServers.forTests().lease();
        addresses = lease.addresses();
        redis = new Redis(ServerAddresses.HOST, addresses.redisPort(), lease.redisDatabase());
    }

    @Override
    public Database postgresDatabase(String name) {
        return databases.computeIfAbsent(
                name,
                prefix -> new Database(
                        addresses.jdbcUrl(lease.createDatabase(prefix)),
                        ServerAddresses.DATABASE_USERNAME,
                        ServerAddresses.DATABASE_PASSWORD));
    }

    @Override
    public Redis redis() {
        return redis;
    }

    @Override
    public String kafkaBrokers() {
        return addresses.kafkaBrokers();
    }

    @Override
    public String mongoUri(String name) {
        return addresses.mongoUri(name + "_" + mongoSuffix);
    }

    @Override
    public Mail mail() {
        return new Mail(
                ServerAddresses.HOST,
                addresses.smtpPort(),
                URI.create("http://" + ServerAddresses.HOST + ":" + addresses.mailApiPort()));
    }
}
