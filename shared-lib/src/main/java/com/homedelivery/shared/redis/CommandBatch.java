package com.homedelivery.shared.redis;

import io.lettuce.core.AbstractRedisAsyncCommands;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.RedisCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;

/** Commands that are gathered as they are issued, and sent in one write. For one thread, and once. */
final class CommandBatch extends AbstractRedisAsyncCommands<String, String> {

    private final StatefulConnection<String, String> connection;
    private final List<AsyncCommand<String, String, ?>> commands = new ArrayList<>();

    CommandBatch(StatefulConnection<String, String> connection) {
        super(connection, StringCodec.UTF8);
        this.connection = connection;
    }

    @Override
    public <T> AsyncCommand<String, String, T> dispatch(RedisCommand<String, String, T> command) {
        AsyncCommand<String, String, T> gathered = new AsyncCommand<>(command);
        commands.add(gathered);
        return gathered;
    }

    /**
     * Sends them and waits until all are answered.
     *
     * @throws RedisException when one of them is refused, or not answered in time
     */
    void send(Duration timeout) {
        connection.dispatch(commands);
        try {
            if (!LettuceFutures.awaitAll(timeout, commands.toArray(Future[]::new))) {
                throw new RedisCommandTimeoutException("No answer within " + timeout);
            }
        } finally {
            // Or what was not sent yet would wait for the connection.
            commands.forEach(AsyncCommand::cancel);
        }
    }
}
