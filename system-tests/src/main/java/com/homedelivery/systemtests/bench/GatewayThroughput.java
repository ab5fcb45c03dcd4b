package com.homedelivery.systemtests.bench;

import com.homedelivery.systemtests.people.Customer;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Requests a second through the gateway, beside those through nginx to the same service. */
final class GatewayThroughput implements Benchmark.OfSuite {

    private static final double AUTHENTICATED = 0.6;
    private static final double PUBLIC = 1.0;

    @Override
    public String name() {
        return "gateway";
    }

    @Override
    public String about() {
        return "GET requests a second through the gateway ÷ through nginx to the same service";
    }

    /** One request that is measured. */
    private record Route(String name, String path, Map<String, String> headers, double target) {
        HttpLoad through(URI entrance) {
            return new HttpLoad(List.of(entrance.resolve(path)), headers);
        }
    }

    @Override
    public Findings measure(BenchEnvironment environment) throws Exception {
        environment.warmUp();
        JsonNode product = environment.product(100);
        Customer customer = environment.customers(1).getFirst();
        customer.addToCart(product, 1).expect(200);
        Map<String, String> token = Map.of("Authorization", "Bearer " + customer.token());
        List<Route> routes = List.of(
                new Route("GET /cart", "/api/cart", token, AUTHENTICATED),
                new Route(
                        "GET /products/{id}",
                        "/api/products/" + product.path("id").asString(),
                        Map.of(),
                        PUBLIC),
                new Route("GET /products?limit=20", "/api/products?limit=20", Map.of(), PUBLIC));
        List<Figure> figures = new ArrayList<>();
        Map<String, Object> raw = new LinkedHashMap<>();
        Optional<Nginx> nginx = Nginx.start(
                environment.suite().address("cart-service"), environment.suite().address("product-service"));
        try {
            for (Route route : routes) {
                measure(environment, route, nginx.map(Nginx::address), figures, raw);
            }
        } finally {
            nginx.ifPresent(Nginx::close);
            customer.delete("/api/cart");
        }
        return new Findings(figures, raw);
    }

    private static void measure(
            BenchEnvironment environment,
            Route route,
            Optional<URI> nginx,
            List<Figure> figures,
            Map<String, Object> raw)
            throws Exception {
        int seconds = environment.options().seconds();
        URI gateway = environment.suite().gateway();
        environment.tell(route.name() + ": warming up");
        route.through(gateway).closedLoop(seconds);
        List<HttpLoad.Seen> byGateway = new ArrayList<>();
        List<HttpLoad.Seen> byNginx = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int round = 1; round <= environment.options().rounds(); round++) {
            HttpLoad.Seen gate = route.through(gateway).closedLoop(seconds);
            byGateway.add(gate);
            if (nginx.isPresent()) {
                HttpLoad.Seen seen = route.through(nginx.get()).closedLoop(seconds);
                byNginx.add(seen);
                ratios.add(gate.perSecond() / seen.perSecond());
            }
            environment.tell(route.name() + ", round " + round + ": " + Numbers.text(gate.perSecond()) + " /s"
                    + (ratios.isEmpty() ? "" : ", ÷ nginx " + Numbers.text(ratios.getLast())));
        }
        figures.add(Figure.of(
                route.name() + ", gateway",
                Numbers.median(byGateway.stream().map(HttpLoad.Seen::perSecond).toList()),
                "/s"));
        figures.add(
                ratios.isEmpty()
                        ? Figure.missing(route.name() + ", gateway ÷ nginx", "nginx is not installed")
                        : Figure.of(route.name() + ", gateway ÷ nginx", Numbers.median(ratios), "")
                                .withTarget(Target.atLeast(route.target())));
        long bad = byGateway.stream()
                .mapToLong(seen -> seen.latencies().count() - seen.answers().of("200"))
                .sum();
        figures.add(Figure.of(route.name() + ", not answered 200", bad, "").withTarget(Target.exactly(0)));
        raw.put(
                route.name(),
                Map.of(
                        "gateway",
                                byGateway.stream().map(HttpLoad.Seen::summary).toList(),
                        "nginx", byNginx.stream().map(HttpLoad.Seen::summary).toList()));
    }
}
