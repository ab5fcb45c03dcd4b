package com.homedelivery.systemtests.chaos;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * How instances are replaced.
 *
 * @param from git's name of the version that is upgraded; the checkout's own when empty
 * @param atOnce whether all instances are killed in the middle of their work, and then all new ones started on what they have
 *     left, instead of one after the other being replaced
 * @param customers how many order meanwhile
 * @param seed what everything random about orders is drawn from
 * @param redisCluster whether the suite's Redis is a cluster
 */
public record RollingOptions(Optional<String> from, boolean atOnce, int customers, long seed, boolean redisCluster) {

    static final String ROLLING = "--rolling";

    private static final int CUSTOMERS = 6;

    /**
     * @param words {@code --rolling}, and perhaps {@code --from REF --at-once --customers N --seed S --redis-cluster}, in
     *     any order
     * @throws IllegalArgumentException for anything else
     */
    static RollingOptions parse(List<String> words) {
        Optional<String> from = Optional.empty();
        boolean atOnce = false;
        int customers = CUSTOMERS;
        long seed = 1;
        boolean redisCluster = false;
        Deque<String> rest = new ArrayDeque<>(words);
        while (!rest.isEmpty()) {
            String option = rest.removeFirst();
            switch (option) {
                case ROLLING -> {}
                case "--at-once" -> atOnce = true;
                case "--from" -> from = Optional.of(ChaosOptions.next(option, rest));
                case "--customers" -> customers = Math.toIntExact(ChaosOptions.number(option, rest));
                case "--seed" -> seed = ChaosOptions.number(option, rest);
                case ChaosOptions.REDIS_CLUSTER -> redisCluster = true;
                default -> throw new IllegalArgumentException("chaos --rolling has no option " + option);
            }
        }
        return new RollingOptions(from, atOnce, customers, seed, redisCluster);
    }
}
