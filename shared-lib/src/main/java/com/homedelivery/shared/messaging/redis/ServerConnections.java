package com.homedelivery.shared.messaging.redis;

import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections of one owner, a single one for each server, opened when a key of it is first asked for. For one thread. After
 * a failure, which is also what a server says that does not have the key any more, all of them are closed.
 */
public final class ServerConnections implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ServerConnections.class);

    private final RedisConnections connections;
    private final Map<String, RedisURI> servers = new HashMap<>();
    private final Map<RedisURI, StatefulRedisConnection<String, String>> opened = new HashMap<>();

    public ServerConnections(RedisConnections connections) {
        this.connections = connections;
    }

    /** The connection to the server that has this key. */
    StatefulRedisConnection<String, String> to(String key) {
        RedisURI server = servers.computeIfAbsent(key, connections::serverOf);
        return opened.computeIfAbsent(server, connections::open);
    }

    /** Commands to the server that has this key. */
    public RedisCommands<String, String> commands(String key) {
        return to(key).sync();
    }

    /**
     * Asks every server of the installation. One that does not answer is left out when it has none of the keys that were asked
     * for.
     *
     * @throws RedisException when one that has them fails
     */
    void forEachServer(Consumer<RedisCommands<String, String>> question) {
        for (RedisURI server : connections.servers()) {
            try {
                question.accept(
                        opened.computeIfAbsent(server, connections::open).sync());
            } catch (RedisException e) {
                if (servers.containsValue(server) || e instanceof RedisCommandInterruptedException) {
                    throw e;
                }
                log.debug("{} does not answer", server, e);
                Optional.ofNullable(opened.remove(server)).ifPresent(StatefulRedisConnection::close);
            }
        }
    }

    @Override
    public void close() {
        opened.values().forEach(StatefulRedisConnection::close);
        opened.clear();
        servers.clear();
    }
}
