package com.homedelivery.systemtests.bench;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What is measured, and how long.
 *
 * @param list whether the benchmarks are only named
 * @param customers how many customers order at a time
 * @param warmUp seconds for which customers order before the first thing is measured on a suite
 * @param seconds how long each thing is measured
 * @param rounds how often
 * @param jvmFlags what the JVMs of the services are told after their usual flags
 * @param names which benchmarks; all when none is named
 */
public record BenchOptions(
        boolean list, int customers, int warmUp, int seconds, int rounds, List<String> jvmFlags, List<String> names) {

    private static final int CUSTOMERS = 16;
    private static final int WARM_UP = 120;
    private static final int SECONDS = 20;
    private static final int ROUNDS = 3;

    /**
     * Reads {@code --list --customers N --warm-up S --seconds S --rounds R --jvm FLAGS} and names, in any order, all optional.
     *
     * @throws IllegalArgumentException for anything else
     */
    static BenchOptions parse(List<String> words) {
        boolean list = false;
        int customers = CUSTOMERS;
        int warmUp = WARM_UP;
        int seconds = SECONDS;
        int rounds = ROUNDS;
        List<String> jvmFlags = List.of();
        List<String> names = new ArrayList<>();
        Deque<String> rest = new ArrayDeque<>(words);
        while (!rest.isEmpty()) {
            String word = rest.removeFirst();
            switch (word) {
                case "--list" -> list = true;
                case "--customers" -> customers = positive(word, rest);
                case "--warm-up" -> warmUp = positive(word, rest);
                case "--seconds" -> seconds = positive(word, rest);
                case "--rounds" -> rounds = positive(word, rest);
                case "--jvm" -> jvmFlags = List.of(value(word, rest).strip().split("\\s+"));
                case String option
                when option.startsWith("-") -> throw new IllegalArgumentException("bench has no option " + option);
                default -> names.add(word);
            }
        }
        return new BenchOptions(list, customers, warmUp, seconds, rounds, jvmFlags, List.copyOf(names));
    }

    private static int positive(String option, Deque<String> rest) {
        String word = value(option, rest);
        try {
            int number = Integer.parseInt(word);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(option + " needs a number, not \"" + word + "\"", notANumber);
        }
        throw new IllegalArgumentException(option + " needs a number above 0");
    }

    private static String value(String option, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.removeFirst();
    }
}
