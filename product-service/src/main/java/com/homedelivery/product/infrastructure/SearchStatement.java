package com.homedelivery.product.infrastructure;

import com.homedelivery.product.application.SearchCriteria;
import com.homedelivery.product.application.SearchIndex.Match;
import com.homedelivery.product.application.SearchWord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A search in SQL over {@code search_documents d}.
 *
 * @param matching conditions that hold for all that is found, whatever is chosen in a facet
 * @param chosen conditions by the facet in which they are chosen
 * @param score what the best match has most of
 * @param roughScore likewise, but as cheap as to be asked of a thousand; of a search without words there is none
 * @param values of all parameters
 */
record SearchStatement(
        List<String> matching,
        Map<Dimension, String> chosen,
        String score,
        String roughScore,
        Map<String, Object> values) {

    /** What customers narrow a search by. */
    enum Dimension {
        CATEGORY,
        BRAND,
        DIET,
        PRICE
    }

    /** What a word counts for in a description, in a category above, in brand and category, in a name. */
    private static final String WEIGHTS = "'{0.05, 0.2, 0.6, 1}'";

    private static final String BEST_ORDERED = "ln(1 + d.orders)";

    static SearchStatement of(SearchCriteria criteria, List<SearchWord> words, Match match) {
        Map<String, Object> values = new HashMap<>();
        return new SearchStatement(
                matching(criteria, words, match, values),
                chosen(criteria, values),
                words.isEmpty() ? BEST_ORDERED : score(words, values),
                roughScore(words),
                values);
    }

    /** The products with these words, for somebody who is typing. */
    static SearchStatement of(String language, List<SearchWord> words) {
        Map<String, Object> values = new HashMap<>();
        List<String> matching = List.of(language(language, values), words(words, Match.ALL, values));
        return new SearchStatement(matching, Map.of(), score(words, values), roughScore(words), values);
    }

    String condition() {
        List<String> all = new ArrayList<>(matching);
        all.addAll(chosen.values());
        return String.join(" and ", all);
    }

    /** Whether what is chosen in all other facets holds. */
    String chosenBut(Dimension facet) {
        String others = chosen.entrySet().stream()
                .filter(choice -> choice.getKey() != facet)
                .map(choice -> "(" + choice.getValue() + ")")
                .collect(Collectors.joining(" and "));
        return others.isEmpty() ? "true" : others;
    }

    private static List<String> matching(
            SearchCriteria criteria, List<SearchWord> words, Match match, Map<String, Object> values) {
        List<String> terms = new ArrayList<>(List.of(language(criteria.language(), values)));
        if (!words.isEmpty()) {
            terms.add(words(words, match, values));
        }
        if (criteria.category() != null) {
            terms.add("d.category = :category");
            values.put("category", criteria.category());
        }
        if (criteria.ids() != null) {
            terms.add("d.product_id = any(:ids)");
            values.put("ids", criteria.ids().toArray(UUID[]::new));
        }
        if (criteria.onlyInStock()) {
            terms.add(
                    "not exists (select from product_availability a where a.product_id = d.product_id and a.available = 0)");
        }
        return terms;
    }

    private static Map<Dimension, String> chosen(SearchCriteria criteria, Map<String, Object> values) {
        Map<Dimension, String> chosen = new HashMap<>();
        if (criteria.under() != null) {
            chosen.put(Dimension.CATEGORY, "d.path_slugs @> array[cast(:under as text)]");
            values.put("under", criteria.under());
        }
        if (!criteria.brands().isEmpty()) {
            chosen.put(Dimension.BRAND, "d.brand = any(:brands)");
            values.put("brands", criteria.brands().toArray(String[]::new));
        }
        if (!criteria.diets().isEmpty()) {
            chosen.put(Dimension.DIET, "d.diet @> cast(:diets as text[])");
            values.put("diets", criteria.diets().toArray(String[]::new));
        }
        List<String> price = new ArrayList<>();
        if (criteria.minPrice() != null) {
            price.add("d.price >= :minPrice");
            values.put("minPrice", criteria.minPrice());
        }
        if (criteria.maxPrice() != null) {
            price.add("d.price <= :maxPrice");
            values.put("maxPrice", criteria.maxPrice());
        }
        if (!price.isEmpty()) {
            chosen.put(Dimension.PRICE, String.join(" and ", price));
        }
        return chosen;
    }

    private static String language(String language, Map<String, Object> values) {
        if (language.isEmpty()) {
            return "d.language = ''";
        }
        values.put("language", language);
        return "(d.language = :language or d.language = '' and not :language = any(d.translated))";
    }

    private static String words(List<SearchWord> words, Match match, Map<String, Object> values) {
        String operator = switch (match) {
            case ALL -> " & ";
            case ANY -> " | ";
        };
        values.put(
                "query",
                words.stream().map(word -> "(" + TextQuery.loose(word) + ")").collect(Collectors.joining(operator)));
        return "d.words @@ cast(:query as tsquery)";
    }

    private static String roughScore(List<SearchWord> words) {
        return IntStream.range(0, words.size())
                .mapToObj(i -> "ts_rank(%s, d.words, cast(:loose%d as tsquery))".formatted(WEIGHTS, i))
                .collect(Collectors.joining(" + "));
    }

    /**
     * The rarer a word, the more it counts, and as it was typed more than in another form: tomatoes are none of tomato juice. Among
     * names with the same words, the shorter one is the closer one.
     */
    private static String score(List<SearchWord> words, Map<String, Object> values) {
        List<String> terms = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            SearchWord word = words.get(i);
            values.put("closest" + i, TextQuery.closest(word));
            values.put("loose" + i, TextQuery.loose(word));
            values.put("weight" + i, 1 / (1 + Math.log1p(word.documents())));
            terms.add(":weight%1$d * (2 * ts_rank(%2$s, d.words, cast(:closest%1$d as tsquery))"
                    .formatted(i, WEIGHTS)
                    .concat(" + ts_rank(%2$s, d.words, cast(:loose%1$d as tsquery)))".formatted(i, WEIGHTS)));
        }
        values.put("wanted", words.stream().map(SearchWord::corrected).collect(Collectors.joining(" ")));
        terms.add("0.1 * similarity(coalesce(substring(d.name from '^[^0-9]+'), d.name), :wanted)");
        terms.add("0.005 * " + BEST_ORDERED);
        return String.join(" + ", terms);
    }
}
