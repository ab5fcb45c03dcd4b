package com.homedelivery.shared.testing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;

/** Loaded only where there is Redis. */
sealed interface RedisDetails extends DataRedisConnectionDetails {

    /**
     * @param proxy the way to it; null for the direct one
     * @param cluster what to use instead; null for what the JVM's tests share
     */
    static void register(
            ConfigurableApplicationContext context,
            TestServers servers,
            @Nullable TcpProxy proxy,
            @Nullable RedisCluster cluster) {
        context.getBeanFactory()
                .registerSingleton(
                        "realRedis", cluster == null ? of(servers, proxy) : new Several(cluster.addresses()));
    }

    private static RedisDetails of(TestServers servers, @Nullable TcpProxy proxy) {
        if (proxy != null) {
            return new Single("localhost", proxy.port(), servers.redis().database());
        }
        if (RedisCluster.isWanted()) {
            return new Several(RedisCluster.shared().addresses());
        }
        TestServers.Redis redis = servers.redis();
        return new Single(redis.host(), redis.port(), redis.database());
    }

    record Single(String host, int port, int database) implements RedisDetails {

        @Override
        public Standalone getStandalone() {
            return Standalone.of(host, port, database);
        }
    }

    record Several(List<String> addresses) implements RedisDetails {

        @Override
        public Cluster getCluster() {
            List<Node> nodes = addresses.stream()
                    .map(address -> address.split(":"))
                    .map(parts -> new Node(parts[0], Integer.parseInt(parts[1])))
                    .toList();
            return () -> nodes;
        }
    }
}
