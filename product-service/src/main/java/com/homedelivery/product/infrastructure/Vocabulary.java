package com.homedelivery.product.infrastructure;

import com.homedelivery.product.application.SearchIndex;
import com.homedelivery.product.application.SearchWord;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The words of the catalogue, {@code search_words}, and the synonyms: what a typed word may stand for. */
class Vocabulary {

    private static final int MAX_ALTERNATIVES = 20;

    /** Words of a synonym: <i>fizzy drink</i>. */
    private static final int LONGEST_SYNONYM = 4;

    private static final int SHORTEST_BEGINNING = 2;
    private static final int SHORTEST_PART = 3;
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private final JdbcClient jdbc;

    Vocabulary(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** See {@link SearchIndex#interpret}. */
    List<SearchWord> interpret(String text, String language, boolean typing) {
        List<String> languages = language.isEmpty() ? List.of("") : List.of(language, "");
        List<Typed> typed = typed(text, languages);
        if (typing && !typed.isEmpty() && Character.isLetterOrDigit(text.codePointBefore(text.length()))) {
            typed.add(typed.removeLast().withMeaning());
        }
        boolean onlyStopWords = typed.stream().allMatch(Typed::isStopWord);
        List<Typed> words = typed.stream()
                .filter(word -> onlyStopWords || !word.isStopWord())
                .toList();
        List<SearchWord> known =
                words.stream().map(word -> find(word, languages)).toList();
        return withSynonyms(known, languages);
    }

    /**
     * A word as it was typed.
     *
     * @param forms words of the catalogue that are the same one, itself included
     * @param isBeginning whether names of the catalogue have words that begin with it
     */
    private record Typed(String word, boolean isStopWord, List<String> forms, long documents, boolean isBeginning) {

        Typed withMeaning() {
            return new Typed(word, false, forms, documents, isBeginning);
        }
    }

    private List<Typed> typed(String text, List<String> languages) {
        return new ArrayList<>(jdbc.sql("""
                        select t.word, t.stem is null and length(t.word) > 1 as stop_word, f.forms, f.documents,
                            exists (select from search_words w
                                where w.language = any(:languages) and w.in_names
                                    and w.word >= t.word and w.word < t.word || U&'\\FFFF') as beginning
                        from (select word, search_stem(:language, word) as stem, position
                            from regexp_split_to_table(search_normal(:text), ' ') with ordinality t (word, position)
                            where word <> '' order by position limit :most) t,
                            lateral (select array_agg(distinct w.word) as forms, coalesce(sum(w.documents), 0) as documents
                                from search_words w where w.language = any(:languages) and w.documents > 0
                                    and (w.word = t.word or w.stem = t.stem)) f
                        order by t.position
                        """)
                .param("text", text)
                .param("language", languages.getFirst())
                .param("languages", languages.toArray(String[]::new))
                .param("most", SearchIndex.MAX_WORDS)
                .query((row, _) -> new Typed(
                        row.getString("word"),
                        row.getBoolean("stop_word"),
                        texts(row, "forms"),
                        row.getLong("documents"),
                        row.getBoolean("beginning")))
                .list());
    }

    private SearchWord find(Typed typed, List<String> languages) {
        String word = typed.word();
        if (!typed.forms().isEmpty() || NUMBER.matcher(word).matches()) {
            return SearchWord.known(word, typed.forms(), typed.documents());
        }
        if (typed.isBeginning() && word.length() >= SHORTEST_BEGINNING) {
            return SearchWord.unknown(word).withBeginning();
        }
        if (word.length() < SHORTEST_PART) {
            return SearchWord.unknown(word);
        }
        List<String> parts = containing(word, languages);
        if (!parts.isEmpty()) {
            return SearchWord.unknown(word).withParts(parts);
        }
        return split(word, languages)
                .map(halves -> SearchWord.unknown(word).withSynonyms(List.of(halves)))
                .or(() -> correction(word, languages)
                        .map(meant -> SearchWord.unknown(word).correctedTo(meant, formsOf(meant, languages))))
                .orElseGet(() -> SearchWord.unknown(word));
    }

    private List<String> containing(String word, List<String> languages) {
        return jdbc.sql("""
                        select word from search_words
                        where language = any(:languages) and in_names and word like '%' || :word || '%'
                        order by named desc, word limit :most
                        """)
                .param("languages", languages.toArray(String[]::new))
                .param("word", word)
                .param("most", MAX_ALTERNATIVES)
                .query(String.class)
                .list();
    }

    /** Two words that were typed as one. */
    private Optional<List<String>> split(String word, List<String> languages) {
        return jdbc.sql("""
                        select l.word as first, r.word as second
                        from generate_series(2, length(:word) - 2) at
                        join search_words l on l.language = any(:languages) and l.word = left(:word, at) and l.in_names
                        join search_words r on r.language = any(:languages) and r.word = substr(:word, at + 1) and r.in_names
                        order by least(l.named, r.named) desc, at limit 1
                        """)
                .param("languages", languages.toArray(String[]::new))
                .param("word", word)
                .query((row, _) -> List.of(row.getString("first"), row.getString("second")))
                .optional();
    }

    /** The closest word: few letters differ, or they have only changed places; of several the most frequent one. */
    private Optional<String> correction(String word, List<String> languages) {
        return jdbc.sql("""
                        select word from (
                            select word, named, 1 as distance from search_words
                            where language = any(:languages) and in_names and letters = search_letters(:word)
                            union all
                            select word, named, levenshtein(word, :word) from (
                                select word, named from search_words
                                where language = any(:languages) and in_names order by word <-> :word limit 40) near) close
                        where distance <= :most order by distance, named desc, word limit 1
                        """)
                .param("languages", languages.toArray(String[]::new))
                .param("word", word)
                .param("most", word.length() <= 4 ? 1 : word.length() <= 8 ? 2 : 3)
                .query(String.class)
                .optional();
    }

    private List<String> formsOf(String word, List<String> languages) {
        return jdbc.sql("""
                        select distinct f.word from search_words w join search_words f on f.language = w.language and f.stem = w.stem
                        where w.language = any(:languages) and w.word = :word and f.documents > 0
                        """)
                .param("languages", languages.toArray(String[]::new))
                .param("word", word)
                .query(String.class)
                .list();
    }

    /** Each run of words that is a synonym gets all that means the same; it is found under its first word. */
    private List<SearchWord> withSynonyms(List<SearchWord> words, List<String> languages) {
        List<String> texts = words.stream().map(SearchWord::corrected).toList();
        List<List<String>> sets = synonymsOf(runsOf(texts), languages);
        if (sets.isEmpty()) {
            return words;
        }
        List<SearchWord> result = new ArrayList<>();
        int next = 0;
        while (next < words.size()) {
            int length = longestSynonym(texts, next, sets);
            SearchWord word = words.get(next);
            result.add(length == 0 ? word : word.standingFor(texts.subList(next, next + length), sets));
            next += Math.max(1, length);
        }
        return result;
    }

    private static int longestSynonym(List<String> texts, int first, List<List<String>> sets) {
        return IntStream.iterate(
                        Math.min(LONGEST_SYNONYM, texts.size() - first), length -> length > 0, length -> length - 1)
                .filter(length -> {
                    String run = String.join(" ", texts.subList(first, first + length));
                    return sets.stream().anyMatch(set -> set.contains(run));
                })
                .findFirst()
                .orElse(0);
    }

    private static List<String> runsOf(List<String> texts) {
        return IntStream.range(0, texts.size())
                .boxed()
                .flatMap(first -> IntStream.rangeClosed(first + 1, Math.min(texts.size(), first + LONGEST_SYNONYM))
                        .mapToObj(end -> String.join(" ", texts.subList(first, end))))
                .toList();
    }

    private List<List<String>> synonymsOf(Collection<String> runs, List<String> languages) {
        return jdbc.sql("""
                        select normal from search_synonyms
                        where normal && cast(:runs as text[]) and (language is null or language = any(:languages))
                        order by id limit :most
                        """)
                .param("runs", runs.toArray(String[]::new))
                .param("languages", languages.toArray(String[]::new))
                .param("most", MAX_ALTERNATIVES)
                .query((row, _) -> texts(row, "normal"))
                .list();
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
