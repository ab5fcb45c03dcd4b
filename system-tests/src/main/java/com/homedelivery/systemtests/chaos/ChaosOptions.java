package com.homedelivery.systemtests.chaos;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * How hard the storm blows.
 *
 * @param orders how many orders are placed
 * @param kills how many processes are killed while they are on their way
 * @param seed what everything random is drawn from: the same seed, the same plan
 * @param standstill seconds for which Kafka and PostgreSQL stand still
 * @param redisCluster whether the suite's Redis is a cluster, whose masters are killed as well
 */
public record ChaosOptions(int orders, int kills, long seed, int standstill, boolean redisCluster) {

    static final String REDIS_CLUSTER = "--redis-cluster";

    private static final int ORDERS = 60;
    private static final int ORDERS_PER_KILL = 10;
    private static final int STANDSTILL_SECONDS = 60;

    /** One kill for every so many orders, but a few in any case. */
    static int usualKills(int orders) {
        return Math.max(4, orders / ORDERS_PER_KILL);
    }

    /**
     * @param words {@code --orders N --kills N --seed S --standstill SECONDS --redis-cluster}, in any order, all optional
     * @throws IllegalArgumentException for anything else
     */
    static ChaosOptions parse(List<String> words) {
        Integer orders = null;
        Integer kills = null;
        long seed = 1;
        int standstill = STANDSTILL_SECONDS;
        boolean redisCluster = false;
        Deque<String> rest = new ArrayDeque<>(words);
        while (!rest.isEmpty()) {
            String option = rest.removeFirst();
            switch (option) {
                case "--orders" -> orders = Math.toIntExact(number(option, rest));
                case "--kills" -> kills = Math.toIntExact(number(option, rest));
                case "--seed" -> seed = number(option, rest);
                case "--standstill" -> standstill = Math.toIntExact(number(option, rest));
                case REDIS_CLUSTER -> redisCluster = true;
                default -> throw new IllegalArgumentException("chaos has no option " + option);
            }
        }
        int placed = orders == null ? ORDERS : orders;
        return new ChaosOptions(placed, kills == null ? usualKills(placed) : kills, seed, standstill, redisCluster);
    }

    static String next(String option, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.removeFirst();
    }

    static long number(String option, Deque<String> rest) {
        String word = next(option, rest);
        try {
            return Long.parseUnsignedLong(word);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " needs a number, not \"" + word + "\"", e);
        }
    }
}
