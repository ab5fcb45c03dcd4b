package com.homedelivery.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.IntegrationTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.TestPropertySource;

/**
 * How good searches in the demo catalogue are, by people's judgement in {@code search/judged-queries.txt}: a query, in English unless
 * a language stands before it, and below it the products that it should find, by how much they are what was meant: 3 is it, 2 will do, 1 is
 * related.
 *
 * <p>The figure is nDCG@5 (Järvelin and Kekäläinen, 2002): 1 when the five products at the top are as good as they can be, with the
 * gain of a grade 2<sup>grade</sup> - 1, divided by the logarithm of one more than its rank.
 */
@IntegrationTest
@TestPropertySource(properties = {"DEMO_DATA=true", "spring.application.name=judged_search"})
class JudgedSearchIT {

    private static final int TOP = 5;
    private static final double GOOD = 0.93;
    private static final int QUERIES = 60;

    @Autowired
    ApiClient api;

    @Test
    void whatIsMeantStandsAtTheTop() throws IOException {
        List<Judged> queries = Judged.readAll();
        Map<String, Double> figures = new HashMap<>();
        queries.forEach(judged -> figures.put(judged.query(), judged.ndcg(top(judged))));

        double figure = figures.values().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
        assertThat(queries).hasSizeGreaterThanOrEqualTo(QUERIES);
        assertThat(figure)
                .as(() -> "nDCG@5; the worst: "
                        + figures.entrySet().stream()
                                .sorted(Map.Entry.comparingByValue())
                                .limit(12)
                                .map(entry -> "%s %.2f".formatted(entry.getKey(), entry.getValue()))
                                .collect(Collectors.joining(", ")))
                .isGreaterThanOrEqualTo(GOOD);
    }

    private List<String> top(Judged judged) {
        List<String> ids = new ArrayList<>();
        api.anonymous()
                .withHeader(HttpHeaders.ACCEPT_LANGUAGE, judged.language())
                .get("/products/search?q={text}&limit=" + TOP, judged.text())
                .data()
                .get("items")
                .forEach(item -> ids.add(item.at("/product/id").asString()));
        return ids.isEmpty() ? List.of() : names(ids);
    }

    /** In English, whatever the language of the search. */
    private List<String> names(List<String> ids) {
        Map<String, String> names = new HashMap<>();
        api.anonymous()
                .withHeader(HttpHeaders.ACCEPT_LANGUAGE, "en")
                .get("/products?ids=" + String.join(",", ids))
                .data()
                .forEach(product -> names.put(
                        product.get("id").asString(), product.get("name").asString()));
        return ids.stream().map(names::get).toList();
    }

    private record Judged(String query, Map<String, Integer> grades) {

        static List<Judged> readAll() throws IOException {
            List<Judged> all = new ArrayList<>();
            for (String line : new ClassPathResource("search/judged-queries.txt")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (line.matches("[123] .*")) {
                    int grade = Character.digit(line.charAt(0), 10);
                    for (String name : line.substring(2).split("\\|")) {
                        all.getLast().grades().put(name, grade);
                    }
                } else {
                    all.add(new Judged(line, new HashMap<>()));
                }
            }
            return all;
        }

        String language() {
            return isTranslated() ? query.substring(0, 2) : "en";
        }

        String text() {
            return isTranslated() ? query.substring(4) : query;
        }

        private boolean isTranslated() {
            return query.matches("[a-z]{2}: .*");
        }

        double ndcg(List<String> found) {
            List<Integer> best = grades.values().stream()
                    .sorted(Comparator.reverseOrder())
                    .limit(TOP)
                    .toList();
            return gain(found.stream().map(name -> grades.getOrDefault(name, 0)).toList()) / gain(best);
        }

        private static double gain(List<Integer> grades) {
            return IntStream.range(0, grades.size())
                    .mapToDouble(rank -> (Math.pow(2, grades.get(rank)) - 1) / (Math.log(rank + 2) / Math.log(2)))
                    .sum();
        }
    }
}
