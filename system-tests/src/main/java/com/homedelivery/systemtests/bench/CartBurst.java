package com.homedelivery.systemtests.bench;

import com.homedelivery.systemtests.people.Customer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Many customers who put something into their carts in the same moment. */
final class CartBurst implements Benchmark.OfSuite {

    private static final int CUSTOMERS = 400;

    @Override
    public String name() {
        return "cart-burst";
    }

    @Override
    public String about() {
        return CUSTOMERS + " POST /cart/items at once";
    }

    @Override
    public Findings measure(BenchEnvironment environment) throws Exception {
        environment.warmUp();
        JsonNode product = environment.product(CUSTOMERS);
        List<Burst> rounds = new ArrayList<>();
        for (int i = 1; i <= environment.options().rounds(); i++) {
            List<Customer> customers = environment.strangers(CUSTOMERS);
            Burst burst = Burst.of(customers, customer -> customer.addToCart(product, 1));
            environment.tell("round " + i + ": " + burst.answers() + " in " + Numbers.text(burst.seconds()) + " s");
            rounds.add(burst);
        }
        Burst worst = rounds.stream()
                .max(Comparator.<Burst>comparingLong(burst -> burst.answers().faults())
                        .thenComparing(Burst::seconds))
                .orElseThrow();
        return new Findings(
                List.of(
                        Figure.of("answered 200", worst.answers().of("200"), "").withTarget(Target.exactly(CUSTOMERS)),
                        Figure.of("answered 5xx or not at all", worst.answers().faults(), "")
                                .withTarget(Target.exactly(0))
                                .remarking(worst.answers().toString()),
                        Figure.of("until the last answer", worst.seconds(), "s"),
                        Figure.of("p50", worst.latencies().millisAt(50), "ms"),
                        Figure.of("p99", worst.latencies().millisAt(99), "ms")),
                Map.of("rounds", rounds.stream().map(Burst::summary).toList()));
    }
}
