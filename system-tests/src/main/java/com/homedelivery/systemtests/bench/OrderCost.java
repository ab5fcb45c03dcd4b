package com.homedelivery.systemtests.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What an order costs, from the cart to its confirmation, and how many there can be. */
final class OrderCost implements Benchmark.OfSuite {

    private static final String NO_PGBENCH = "pgbench is not installed";

    @Override
    public String name() {
        return "order";
    }

    @Override
    public String about() {
        return "commits, Redis commands and CPU for an order, and orders a second";
    }

    /** What was seen of orders in one round, each count for one order. */
    private record Orders(double perSecond, Counts each, Shopping shopping) {
        Map<String, Object> summary() {
            return Map.of("perSecond", perSecond, "forOneOrder", each, "orders", shopping.summary());
        }
    }

    @Override
    public Findings measure(BenchEnvironment environment) throws Exception {
        environment.warmUp();
        int seconds = environment.options().seconds();
        Counts idle = environment.idle();
        environment.tell("one customer, for " + seconds + " s");
        Orders alone = order(environment, 1, idle);

        Optional<Pgbench> pgbench = Pgbench.prepare(environment);
        List<Orders> rounds = new ArrayList<>();
        List<Pgbench.Run> transactions = new ArrayList<>();
        for (int round = 1; round <= environment.options().rounds(); round++) {
            environment.tell("round " + round + ": " + environment.options().customers() + " customers");
            rounds.add(order(environment, environment.options().customers(), idle));
            if (pgbench.isPresent()) {
                environment.tell("round " + round + ": pgbench");
                transactions.add(pgbench.get().run(seconds, idle));
            }
        }
        if (pgbench.isPresent()) {
            pgbench.get().dropDatabase();
        }
        environment.found(median(rounds, Orders::perSecond));
        return new Findings(
                figures(environment.options().customers(), alone, rounds, transactions),
                raw(idle, alone, rounds, transactions));
    }

    private static Orders order(BenchEnvironment environment, int customers, Counts idle) throws Exception {
        Counts before = environment.counters().read();
        OrderLoad load = new OrderLoad(environment, customers);
        load.run(environment.options().seconds());
        environment.settle();
        Counts all = environment.counters().read().since(before).without(idle);
        if (load.shopping().confirmed() == 0) {
            throw new IllegalStateException(
                    "No order was confirmed: " + load.shopping().summary());
        }
        return new Orders(load.perSecond(), all.dividedBy(load.shopping().confirmed()), load.shopping());
    }

    private static List<Figure> figures(
            int customers, Orders alone, List<Orders> rounds, List<Pgbench.Run> transactions) {
        String of = customers + " customers";
        Figure commits =
                Figure.of("commits for an order, one customer", alone.each().totalCommits(), "");
        Figure commands = Figure.of(
                "Redis commands for an order, one customer", alone.each().totalRedisCommands(), "");
        List<Figure> figures = new ArrayList<>();
        figures.add(commits.withTarget(Target.atMost(25)));
        figures.add(Figure.of(
                "commits for an order, " + of,
                median(rounds, round -> round.each().totalCommits()),
                ""));
        figures.add(commands.withTarget(Target.atMost(35)));
        figures.add(Figure.of(
                "Redis commands for an order, " + of,
                median(rounds, round -> round.each().totalRedisCommands()),
                ""));
        figures.add(Figure.of(
                "CPU of all processes for an order, " + of,
                median(rounds, round -> round.each().totalCpuMillis()),
                "ms"));
        figures.addAll(againstPgbench(rounds, transactions));
        figures.add(Figure.of("orders confirmed, " + of, median(rounds, Orders::perSecond), "/s")
                .withTarget(Target.atLeast(60)));
        figures.add(Figure.of(
                "POST /orders p50, " + of,
                median(rounds, round -> round.shopping().ordering().millisAt(50)),
                "ms"));
        figures.add(Figure.of(
                "POST /orders p99, " + of,
                median(rounds, round -> round.shopping().ordering().millisAt(99)),
                "ms"));
        figures.add(Figure.of(
                        "requests without a good answer",
                        rounds.stream()
                                .mapToLong(round -> round.shopping().faults())
                                .sum(),
                        "")
                .withTarget(Target.exactly(0)));
        return figures;
    }

    private static List<Figure> againstPgbench(List<Orders> rounds, List<Pgbench.Run> transactions) {
        String ratio = "CPU for an order ÷ for a pgbench transaction";
        if (transactions.isEmpty()) {
            return List.of(Figure.missing(ratio, NO_PGBENCH));
        }
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < rounds.size(); i++) {
            ratios.add(
                    rounds.get(i).each().totalCpuMillis() / transactions.get(i).cpuMillis());
        }
        return List.of(
                Figure.of(
                        "CPU for a pgbench transaction",
                        Numbers.median(transactions.stream()
                                .map(Pgbench.Run::cpuMillis)
                                .toList()),
                        "ms"),
                Figure.of(ratio, Numbers.median(ratios), "").withTarget(Target.atMost(40)));
    }

    private static Map<String, Object> raw(
            Counts idle, Orders alone, List<Orders> rounds, List<Pgbench.Run> transactions) {
        Map<String, Object> raw = new LinkedHashMap<>();
        raw.put("idle", idle);
        raw.put("oneCustomer", alone.summary());
        raw.put("rounds", rounds.stream().map(Orders::summary).toList());
        raw.put("pgbench", transactions);
        return raw;
    }

    private static double median(List<Orders> rounds, ToDoubleFunction<Orders> value) {
        return Numbers.median(rounds.stream().map(value::applyAsDouble).toList());
    }
}
