package com.homedelivery.systemtests.bench;

import com.homedelivery.systemtests.people.Customer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Many buyers of one product, all in the same moment, each with one piece of it in the cart. */
final class OrderBurst implements Benchmark.OfSuite {

    private static final int FIRST_BURST_PART = 5;
    private static final String PLACED = "201";
    private static final String REFUSED = "400 ORDER_FAILED";

    private final String name;
    private final int buyers;
    private final int pieces;

    /**
     * @param buyers how many there are
     * @param pieces how many of the product there are
     */
    OrderBurst(String name, int buyers, int pieces) {
        this.name = name;
        this.buyers = buyers;
        this.pieces = pieces;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String about() {
        return Numbers.text(buyers) + " buyers of one product at once, of which there are " + Numbers.text(pieces);
    }

    /** One burst, and what the stock says afterwards. */
    private record Round(Burst burst, int reserved) {
        Map<String, Object> summary() {
            Map<String, Object> summary = new LinkedHashMap<>(burst.summary());
            summary.put("reserved", reserved);
            return summary;
        }
    }

    @Override
    public Findings measure(BenchEnvironment environment) throws Exception {
        environment.warmUp();
        buy(environment, Math.max(1, buyers / FIRST_BURST_PART), pieces);
        List<Round> rounds = new ArrayList<>();
        for (int i = 1; i <= environment.options().rounds(); i++) {
            Round round = buy(environment, buyers, pieces);
            environment.tell("round " + i + ": " + round.burst().answers() + " in "
                    + Numbers.text(round.burst().seconds()) + " s");
            rounds.add(round);
            environment.settle();
        }
        return new Findings(
                figures(rounds),
                Map.of("rounds", rounds.stream().map(Round::summary).toList()));
    }

    private static Round buy(BenchEnvironment environment, int buyers, int pieces) throws Exception {
        JsonNode product = environment.product(pieces);
        List<Customer> customers = environment.strangers(buyers);
        environment.progress(buyers + " customers fill their carts");
        environment.inParallel(
                customers, customer -> customer.addToCart(product, 1).expect(200));
        Burst burst = Burst.of(customers, Customer::order);
        JsonNode stock = environment.admin().stockOf(product.path("id").asString());
        return new Round(burst, stock.path("reserved").asInt());
    }

    /** Of all rounds the one that was farthest from what is wanted: a burst is promised every time. */
    private List<Figure> figures(List<Round> rounds) {
        int placed = Math.min(buyers, pieces);
        Round worst = rounds.stream()
                .max(Comparator.<Round>comparingLong(
                                round -> round.burst().answers().faults())
                        .thenComparing(round -> Math.abs(round.burst().answers().of(PLACED) - placed))
                        .thenComparing(round -> round.burst().seconds()))
                .orElseThrow();
        Tally answers = worst.burst().answers();
        return List.of(
                Figure.of("placed", answers.of(PLACED), "").withTarget(Target.exactly(placed)),
                Figure.of("refused, ORDER_FAILED", answers.of(REFUSED), "").withTarget(Target.exactly(buyers - placed)),
                Figure.of("answered 5xx or not at all", answers.faults(), "")
                        .withTarget(Target.exactly(0))
                        .remarking(answers.toString()),
                Figure.of("until the last answer", worst.burst().seconds(), "s").withTarget(Target.atMost(10)),
                Figure.of("p50", worst.burst().latencies().millisAt(50), "ms"),
                Figure.of("p99", worst.burst().latencies().millisAt(99), "ms"));
    }
}
