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
    private static final double AIM = 1.2;
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
    public Findings measure(Lab lab) throws Exception {
        lab.warmUp();
        Map<String, URI> entrances = new LinkedHashMap<>();
        entrances.put("through the gateway", URI.create(lab.suite().gateway() + "/api"));
        entrances.put("straight", lab.suite().address(SERVICE));
        Map<String, Object> raw = new LinkedHashMap<>();
        try {
            fill(lab, FEW);
            Map<String, Double> few = p99(lab, entrances, FEW, raw);
            fill(lab, MANY);
            Map<String, Double> many = p99(lab, entrances, MANY, raw);
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
                        .aiming(Aim.atMost(AIM)));
            });
            return new Findings(figures, raw);
        } finally {
            empty(lab);
            startAnew(lab);
        }
    }

    private static Map<String, Double> p99(Lab lab, Map<String, URI> entrances, int products, Map<String, Object> raw)
            throws Exception {
        Map<String, Double> p99 = new LinkedHashMap<>();
        for (Map.Entry<String, URI> entrance : entrances.entrySet()) {
            HttpLoad load = new HttpLoad(
                    LISTS.stream()
                            .map(list -> URI.create(entrance.getValue() + list))
                            .toList(),
                    Map.of());
            lab.tell(Numbers.text(products) + " products, " + entrance.getKey());
            load.openLoop(lab.options().seconds(), PER_SECOND);
            List<HttpLoad.Seen> rounds = new ArrayList<>();
            for (int round = 0; round < lab.options().rounds(); round++) {
                rounds.add(load.openLoop(lab.options().seconds(), PER_SECOND));
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
    private static void fill(Lab lab, int products) throws Exception {
        lab.tell("filling the catalogue up to " + Numbers.text(products) + " products");
        String sql = """
                insert into products (id, name, description, category, price, active, created_at, updated_at, version)
                select gen_random_uuid(), 'Bench ' || n, 'As fresh as number ' || n, 'Bench ' || n % 50,
                    1 + n % 100, true, now(), now(), 0
                from generate_series(1, {products} - (select count(*) from products where active)) n""".replace("{products}", Integer.toString(products));
        execute(lab, sql);
        execute(lab, "vacuum analyze products");
        startAnew(lab);
    }

    private static void empty(Lab lab) throws SQLException {
        execute(lab, "delete from products where description like 'As fresh as number %'");
    }

    private static void execute(Lab lab, String sql) throws SQLException {
        try (Connection database = ServiceDatabases.connect(lab.suite().servers(), DATABASE);
                Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Without anything that the service has cached, here or in Redis; then a change, as an admin makes one. */
    private static void startAnew(Lab lab) throws Exception {
        lab.suite().kill(SERVICE);
        try (RedisClient redis = RedisClient.create(
                ServerAddresses.HOST, lab.suite().servers().ports().redis())) {
            Set<String> keys = redis.keys("product:*");
            if (!keys.isEmpty()) {
                redis.del(keys.toArray(String[]::new));
            }
        }
        lab.suite().start(SERVICE);
        lab.product(1);
    }
}
