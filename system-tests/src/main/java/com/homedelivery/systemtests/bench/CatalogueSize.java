package com.homedelivery.systemtests.bench;

import com.homedelivery.localstack.client.ServerAddresses;
import com.homedelivery.systemtests.run.ServiceDatabases;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import redis.clients.jedis.RedisClient;

/** How long lists of products take when there are a hundred of them, and when there are a hundred thousand. */
final class CatalogueSize implements Benchmark.OfSuite {

    private static final String SERVICE = "product-service";
    private static final String DATABASE = "product_db";
    private static final int FEW = 100;
    private static final int MANY = 100_000;
    private static final double PER_SECOND = 100;
    private static final double TARGET = 1.2;
    private static final String PERCENTILE = "p99";
    private static final List<String> LISTS = List.of(
            "/products?limit=20",
            "/products?page=2&limit=20",
            "/products?page=3&limit=20&sort=price",
            "/products?limit=20&category=Bench%201",
            "/products/categories");

    @Override
    public String name() {
        return "catalogue";
    }

    @Override
    public String about() {
        return "GET /products with " + Numbers.text(MANY) + " products ÷ with " + FEW + ", open loop";
    }

    @Override
    public Findings measure(BenchEnvironment environment) throws Exception {
        environment.warmUp();
        Map<String, URI> entrances = new LinkedHashMap<>();
        entrances.put("through the gateway", URI.create(environment.suite().gateway() + "/api"));
        entrances.put("straight", environment.suite().address(SERVICE));
        Map<String, Object> raw = new LinkedHashMap<>();
        try {
            fill(environment, FEW);
            Map<String, Double> few = p99(environment, entrances, FEW, raw);
            fill(environment, MANY);
            Map<String, Double> many = p99(environment, entrances, MANY, raw);
            List<Figure> figures = new ArrayList<>();
            entrances.keySet().forEach(entrance -> {
                double little = few.getOrDefault(entrance, 0.0);
                double large = many.getOrDefault(entrance, 0.0);
                figures.add(Figure.of(PERCENTILE + " with " + FEW + ", " + entrance, little, "ms"));
                figures.add(Figure.of(PERCENTILE + " with " + Numbers.text(MANY) + ", " + entrance, large, "ms"));
                figures.add(Figure.of(
                                PERCENTILE + " with " + Numbers.text(MANY) + " ÷ with " + FEW + ", " + entrance,
                                large / little,
                                "")
                        .withTarget(Target.atMost(TARGET)));
            });
            return new Findings(figures, raw);
        } finally {
            empty(environment);
            startAnew(environment);
        }
    }

    private static Map<String, Double> p99(
            BenchEnvironment environment, Map<String, URI> entrances, int products, Map<String, Object> raw)
            throws Exception {
        Map<String, Double> p99 = new LinkedHashMap<>();
        for (Map.Entry<String, URI> entrance : entrances.entrySet()) {
            HttpLoad load = new HttpLoad(
                    LISTS.stream()
                            .map(list -> URI.create(entrance.getValue() + list))
                            .toList(),
                    Map.of());
            environment.tell(Numbers.text(products) + " products, " + entrance.getKey());
            load.openLoop(environment.options().seconds(), PER_SECOND);
            List<HttpLoad.Seen> rounds = new ArrayList<>();
            for (int round = 0; round < environment.options().rounds(); round++) {
                rounds.add(load.openLoop(environment.options().seconds(), PER_SECOND));
            }
            p99.put(
                    entrance.getKey(),
                    Numbers.median(rounds.stream()
                            .map(seen -> seen.latencies().millisAt(99))
                            .toList()));
            raw.put(
                    products + " products, " + entrance.getKey(),
                    rounds.stream().map(HttpLoad.Seen::summary).toList());
        }
        return p99;
    }

    /** Straight into the database, until there are so many. The service learns of it as it does when it starts. */
    private static void fill(BenchEnvironment environment, int products) throws Exception {
        environment.tell("filling the catalogue up to " + Numbers.text(products) + " products");
        String sql = """
                insert into products (id, name, description, category, price, active, created_at, updated_at, version)
                select gen_random_uuid(), 'Bench ' || n, 'As fresh as number ' || n, 'Bench ' || n % 50,
                    1 + n % 100, true, now(), now(), 0
                from generate_series(1, {products} - (select count(*) from products where active)) n""".replace("{products}", Integer.toString(products));
        execute(environment, sql);
        execute(environment, "vacuum analyze products");
        startAnew(environment);
    }

    private static void empty(BenchEnvironment environment) throws SQLException {
        execute(environment, "delete from products where description like 'As fresh as number %'");
    }

    private static void execute(BenchEnvironment environment, String sql) throws SQLException {
        try (Connection database = ServiceDatabases.connect(environment.suite().servers(), DATABASE);
                Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Without anything that the service has cached, here or in Redis; then a change, as an admin makes one. */
    private static void startAnew(BenchEnvironment environment) throws Exception {
        environment.suite().kill(SERVICE);
        try (RedisClient redis = RedisClient.create(
                ServerAddresses.HOST, environment.suite().servers().redisPort())) {
            Set<String> keys = redis.keys("product:*");
            if (!keys.isEmpty()) {
                redis.del(keys.toArray(String[]::new));
            }
        }
        environment.suite().start(SERVICE);
        environment.product(1);
    }
}
