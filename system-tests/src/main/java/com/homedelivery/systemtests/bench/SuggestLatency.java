package com.homedelivery.systemtests.bench;

import com.homedelivery.systemtests.run.ServiceDatabases;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How long somebody waits for suggestions who types in a catalogue of a hundred thousand products. */
final class SuggestLatency implements Benchmark.OfSuite {

    private static final String SERVICE = "product-service";
    private static final String DATABASE = "product_db";
    private static final int PRODUCTS = 100_000;
    private static final double PER_SECOND = 100;
    private static final double TARGET_MILLIS = 30;

    /** How many of them are asked for the first time, of which nothing is kept; more than a whole town types. */
    private static final double FIRST_PER_SECOND = 50;

    private static final List<String> KINDS = List.of(
            "Organic", "Fresh", "Smoked", "Salted", "Roasted", "Sliced", "Whole", "Mini", "Classic", "Spicy", "Creamy",
            "Crunchy", "Golden", "Dark", "Light", "Sweet", "Wild", "Baked", "Frozen", "Dried");

    private static final List<String> THINGS = List.of(
            "Milk",
            "Butter",
            "Cheese",
            "Yogurt",
            "Bread",
            "Rolls",
            "Apple",
            "Banana",
            "Tomato",
            "Carrot",
            "Onion",
            "Potato",
            "Chicken",
            "Beef",
            "Salmon",
            "Tuna",
            "Pasta",
            "Rice",
            "Beans",
            "Lentils",
            "Coffee",
            "Tea",
            "Juice",
            "Water",
            "Chocolate",
            "Biscuits",
            "Crisps",
            "Nuts",
            "Honey",
            "Jam");

    /** Typed letter by letter: several words, misspellings, and what is found nowhere. */
    private static final List<String> TYPED = List.of(
            "milk",
            "mlik",
            "organic milk",
            "chocalate",
            "dark chocolate",
            "spicy tomatos",
            "roasted coffee",
            "vegan butter",
            "bench",
            "shelf",
            "lemonade",
            "zzzz",
            "iced tea",
            "golden chiken",
            "crunchy biscuits",
            "brand",
            "apple juice mix",
            "whole salmon bites",
            "icecream",
            "sweet potatoe");

    @Override
    public String name() {
        return "suggest";
    }

    @Override
    public String about() {
        return "GET /products/suggest with " + Numbers.text(PRODUCTS) + " products, open loop";
    }

    @Override
    public Findings measure(BenchEnvironment environment) throws Exception {
        environment.warmUp();
        Map<String, URI> entrances = new LinkedHashMap<>();
        entrances.put("straight", environment.suite().address(SERVICE));
        entrances.put("through the gateway", URI.create(environment.suite().gateway() + "/api"));
        Map<String, Object> raw = new LinkedHashMap<>();
        List<Figure> figures = new ArrayList<>();
        try (ScheduledExecutorService changes = Executors.newSingleThreadScheduledExecutor()) {
            fill(environment);
            ScheduledFuture<?> changing =
                    changes.scheduleAtFixedRate(() -> changeProduct(environment), 1, 1, TimeUnit.SECONDS);
            for (Map.Entry<String, URI> entrance : entrances.entrySet()) {
                HttpLoad load = new HttpLoad(requests(entrance.getValue()), Map.of());
                environment.tell("suggestions, " + entrance.getKey());
                load.openLoop(environment.options().seconds(), PER_SECOND);
                List<HttpLoad.Seen> rounds = new ArrayList<>();
                for (int round = 0; round < environment.options().rounds(); round++) {
                    rounds.add(load.openLoop(environment.options().seconds(), PER_SECOND));
                }
                figures.add(Figure.of("p99, " + entrance.getKey(), millisAt(rounds, 99), "ms")
                        .withTarget(Target.atMost(TARGET_MILLIS)));
                figures.add(Figure.of("p50, " + entrance.getKey(), millisAt(rounds, 50), "ms"));
                raw.put(
                        entrance.getKey(),
                        rounds.stream().map(HttpLoad.Seen::summary).toList());
            }
            URI straight = environment.suite().address(SERVICE);
            environment.tell("suggestions of what nobody has typed before, straight");
            List<HttpLoad.Seen> first = new ArrayList<>();
            HttpLoad unseen = new HttpLoad(firstRequests(straight), Map.of());
            first.add(unseen.openLoop(environment.options().seconds(), FIRST_PER_SECOND));
            figures.add(Figure.of("p99, typed for the first time", millisAt(first, 99), "ms")
                    .withTarget(Target.atMost(TARGET_MILLIS)));
            figures.add(Figure.of("p50, typed for the first time", millisAt(first, 50), "ms"));
            raw.put(
                    "typed for the first time",
                    first.stream().map(HttpLoad.Seen::summary).toList());
            if (changing.isDone()) {
                throw new IllegalStateException("The catalogue has not changed to the end", changing.exceptionNow());
            }
            return new Findings(figures, raw);
        } finally {
            execute(environment, "delete from products where description like 'Bench product %'");
        }
    }

    private static List<URI> requests(URI entrance) {
        return TYPED.stream()
                .flatMap(text -> IntStream.rangeClosed(1, text.length())
                        .mapToObj(end -> text.substring(0, end).replace(" ", "%20")))
                .map(text -> URI.create(entrance + "/products/suggest?q=" + text))
                .toList();
    }

    /** Beginnings of names of two words, several thousand, each another. */
    private static List<URI> firstRequests(URI entrance) {
        return KINDS.stream()
                .flatMap(kind -> THINGS.stream()
                        .flatMap(thing -> IntStream.rangeClosed(1, thing.length())
                                .mapToObj(end -> kind + "%20" + thing.substring(0, end))))
                .distinct()
                .map(text -> URI.create(entrance + "/products/suggest?q=" + text))
                .toList();
    }

    /** As in a shop that sells: what was cached of the catalogue is of no use any more. */
    private static void changeProduct(BenchEnvironment environment) {
        try {
            execute(environment, """
                    update products set price = price + 0.01
                    where id = (select id from products where description like 'Bench product %' limit 1)""");
        } catch (SQLException e) {
            throw new IllegalStateException("The catalogue could not be changed", e);
        }
    }

    private static double millisAt(List<HttpLoad.Seen> rounds, int percentile) {
        return Numbers.median(rounds.stream()
                .map(seen -> seen.latencies().millisAt(percentile))
                .toList());
    }

    /** 400 kinds of things in 20 kinds of packs, of 500 brands: straight into the database, which keeps its searches in step. */
    private static void fill(BenchEnvironment environment) throws SQLException {
        environment.tell("filling the catalogue with " + Numbers.text(PRODUCTS) + " products");
        execute(environment, """
                insert into products
                    (id, name, description, category, price, brand, diet, active, created_at, updated_at, version)
                select gen_random_uuid(),
                    (array[{kinds}])[1 + n % 20] || ' ' || (array[{things}])[1 + n / 20 % 30]
                    || ' ' || (array['Slices', 'Mix', 'Bar', 'Drink', 'Spread', 'Selection', 'Bites', 'Cubes'])[1 + n / 600 % 8]
                    || ' ' || substr(md5((n % 9000)::text), 1, 5),
                    'Bench product ' || n || ', made with care for the whole family. Keep in a cool and dry place.',
                    'Shelf ' || n % 40, 1 + n % 50, 'Brand ' || substr(md5((n % 500)::text), 1, 4),
                    array[(array['vegan', 'vegetarian', 'organic'])[1 + n % 3]], true, now(), now(), 0
                from generate_series(1, {products}) n""".replace("{products}", Integer.toString(PRODUCTS))
                .replace("{kinds}", literals(KINDS))
                .replace("{things}", literals(THINGS)));
        execute(environment, "vacuum analyze search_documents");
        execute(environment, "vacuum analyze search_words");
    }

    private static String literals(List<String> words) {
        return words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(", "));
    }

    private static void execute(BenchEnvironment environment, String sql) throws SQLException {
        try (Connection database = ServiceDatabases.connect(environment.suite().servers(), DATABASE);
                Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }
}
