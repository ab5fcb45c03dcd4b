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
    public Findings measure(Lab lab) throws Exception {
        lab.warmUp();
        int seconds = lab.options().seconds();
        Counts idle = lab.idle();
        lab.tell("one customer, for " + seconds + " s");
        Orders alone = order(lab, 1, idle);

        Optional<Pgbench> pgbench = Pgbench.prepare(lab);
        List<Orders> rounds = new ArrayList<>();
        List<Pgbench.Run> transactions = new ArrayList<>();
        for (int round = 1; round <= lab.options().rounds(); round++) {
            lab.tell("round " + round + ": " + lab.options().customers() + " customers");
            rounds.add(order(lab, lab.options().customers(), idle));
            if (pgbench.isPresent()) {
                lab.tell("round " + round + ": pgbench");
                transactions.add(pgbench.get().run(seconds, idle));
            }
        }
        if (pgbench.isPresent()) {
            pgbench.get().dropDatabase();
        }
        lab.found(median(rounds, Orders::perSecond));
        return new Findings(
                figures(lab.options().customers(), alone, rounds, transactions),
                raw(idle, alone, rounds, transactions));
    }

    private static Orders order(Lab lab, int customers, Counts idle) throws Exception {
        Counts before = lab.counters().read();
        OrderLoad load = new OrderLoad(lab, customers);
        load.run(lab.options().seconds());
        lab.settle();
        Counts all = lab.counters().read().since(before).without(idle);
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
        figures.add(commits.aiming(Aim.atMost(25)));
        figures.add(Figure.of(
                "commits for an order, " + of,
                median(rounds, round -> round.each().totalCommits()),
                ""));
        figures.add(commands.aiming(Aim.atMost(35)));
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
                .aiming(Aim.atLeast(60)));
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
                .aiming(Aim.exactly(0)));
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
                Figure.of(ratio, Numbers.median(ratios), "").aiming(Aim.atMost(40)));
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
