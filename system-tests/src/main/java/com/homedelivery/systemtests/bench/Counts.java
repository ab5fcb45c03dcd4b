package com.homedelivery.systemtests.bench;

import java.util.Map;
import java.util.TreeMap;

/**
 * What has been done and used up to a moment, or between two moments, or for one thing.
 *
 * @param seconds that have passed
 * @param commits of transactions, by database
 * @param redisCommands by command, those inside scripts included
 * @param cpuMillis CPU time in ms, by process
 */
record Counts(
        double seconds, Map<String, Double> commits, Map<String, Double> redisCommands, Map<String, Double> cpuMillis) {

    /** What came to it since an earlier moment. */
    Counts since(Counts earlier) {
        return plus(earlier, -1);
    }

    /** What is left without what would have been done in this time anyway. */
    Counts without(Counts idle) {
        return new Counts(
                seconds,
                added(commits, idle.commits, -seconds / idle.seconds),
                added(redisCommands, idle.redisCommands, -seconds / idle.seconds),
                added(cpuMillis, idle.cpuMillis, -seconds / idle.seconds));
    }

    /** The share of one of so many. */
    Counts dividedBy(double number) {
        Counts nothing = new Counts(0, Map.of(), Map.of(), Map.of());
        return nothing.plus(this, 1 / number);
    }

    double totalCommits() {
        return total(commits);
    }

    double totalRedisCommands() {
        return total(redisCommands);
    }

    double totalCpuMillis() {
        return total(cpuMillis);
    }

    private Counts plus(Counts other, double factor) {
        return new Counts(
                seconds + factor * other.seconds,
                added(commits, other.commits, factor),
                added(redisCommands, other.redisCommands, factor),
                added(cpuMillis, other.cpuMillis, factor));
    }

    private static Map<String, Double> added(Map<String, Double> some, Map<String, Double> others, double factor) {
        Map<String, Double> sum = new TreeMap<>(some);
        others.forEach((key, value) -> sum.merge(key, factor * value, Double::sum));
        return sum;
    }

    private static double total(Map<String, Double> counts) {
        return counts.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
