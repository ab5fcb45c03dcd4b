package com.homedelivery.localstack.servers;

import java.io.IOException;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Lends the logical databases of one Redis. Number 0, where everybody lands who asks for none, is never lent. */
final class RedisDatabases {

    private final RedisServer redis;
    private final TreeSet<Integer> free =
            IntStream.range(1, RedisServer.DATABASES).boxed().collect(Collectors.toCollection(TreeSet::new));

    RedisDatabases(RedisServer redis) {
        this.redis = redis;
    }

    /**
     * Lends an empty database.
     *
     * @throws IllegalStateException when all are out
     */
    synchronized int lend() throws IOException {
        Integer number = free.pollFirst();
        if (number == null) {
            throw new IllegalStateException("All " + (RedisServer.DATABASES - 1) + " Redis databases are lent");
        }
        redis.flush(number);
        return number;
    }

    synchronized void takeBack(int number) {
        free.add(number);
    }
}
