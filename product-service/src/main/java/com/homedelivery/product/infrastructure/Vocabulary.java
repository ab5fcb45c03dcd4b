package com.homedelivery.product.infrastructure;

import com.homedelivery.product.application.SearchIndex;
import com.homedelivery.product.application.SearchWord;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The words of the catalogue, {@code search_words}, and the synonyms: what a typed word may stand for. */
class Vocabulary {

    private static final int MAX_ALTERNATIVES = 20;

    /** Words of a synonym: <i>fizzy drink</i>. */
    private static final int LONGEST_SYNONYM = 4;

    /** Of the beginning that somebody is typing one letter is enough. */
    private static final int SHORTEST_BEGINNING = 2;

    private static final int SHORTEST_PART = 3;

    /** Languages that write as one word what others write as two, the kind of thing last: <i>Vollmilch</i> is milk. */
    private static final Set<String> COMPOUNDING = Set.of("da", "de", "fi", "is", "nl", "no", "sv");

    /**
     * All in one statement, for a suggestion is asked for with each letter. Each step looks up only the words of which the ones before have
     * found nothing.
     */
    private static final String INTERPRET = """
            with typed as materialized (
                select word, position, stem,
                    stem is null and length(word) > 1 and not (:goesOn and position = max(position) over ()) as says_nothing
                from (select word, position, search_stem(:language, word) as stem
                    from regexp_split_to_table(search_normal(:text), ' ') with ordinality t (word, position)
                    where word <> '' order by position limit :most) t),
            kept as materialized (
                select word, stem, row_number() over (order by position) as place,
                    :goesOn and position = max(position) over () as goes_on
                from typed where not says_nothing or (select bool_and(says_nothing) from typed)),
            known as materialized (
                select k.*, f.forms, f.documents, (f.forms is null or k.goes_on)
                    and (k.goes_on or length(k.word) >= :shortestBeginning)
                    and exists (select from search_words w
                        where w.language = any(:languages) and w.in_names
                            and w.word >= k.word and w.word < k.word || U&'\\FFFF') as beginning
                from kept k, lateral (
                    select array_agg(word order by word <> k.word, right(word, 1) <> right(k.word, 1), documents desc, word) as forms,
                        coalesce(sum(documents), 0) as documents
                    from (select w.word, sum(w.documents) as documents from search_words w
                        where w.language = any(:languages) and w.documents > 0 and (w.word = k.word or w.stem = k.stem)
                        group by w.word) same) f),
            unknown as materialized (
                select *, forms is null and not beginning and length(word) >= :shortestPart and word ~ '[^0-9]' as is_unknown
                from known),
            parted as materialized (
                select u.*, case
                    when is_unknown then array(
                        select w.word from search_words w
                        where w.language = any(:languages) and w.in_names and w.word like '%' || u.word || '%'
                        order by w.named desc, w.word limit :alternatives)
                    when :compounding and forms is not null and length(word) >= :shortestPart then array(
                        select w.word from unnest(u.forms) form join search_words w
                            on reverse(w.word) >= reverse(form) and reverse(w.word) < reverse(form) || U&'\\FFFF'
                                and length(w.word) >= length(form) + :shortestPart
                        where w.language = :language and w.in_names
                        group by w.word, w.named order by w.named desc, w.word limit :alternatives)
                    else '{}' end as parts
                from unknown u),
            split as materialized (
                select p.*, case when is_unknown and parts = '{}' then (
                    select array[l.word, r.word]
                    from generate_series(2, length(p.word) - 2) at
                    cross join lateral (
                        select w.word, w.named from search_words w
                        where w.language = any(:languages) and w.word = left(p.word, at) and w.in_names limit 1) l
                    cross join lateral (
                        select w.word, w.named from search_words w
                        where w.language = any(:languages) and w.word = substr(p.word, at + 1) and w.in_names limit 1) r
                    order by least(l.named, r.named) desc, at limit 1) end as halves
                from parted p),
            meant as materialized (
                select s.*, case when is_unknown and parts = '{}' and halves is null then (
                    select close.word from (
                        select w.word, w.named, 1 as distance from search_words w
                        where w.language = any(:languages) and w.in_names and w.letters = search_letters(s.word)
                        union all
                        select near.word, near.named, levenshtein(near.word, s.word) from (
                            select w.word, w.named from search_words w
                            where w.language = any(:languages) and w.in_names order by w.word <-> s.word limit 40) near) close
                    where distance <= case when length(s.word) <= 4 then 1 when length(s.word) <= 8 then 2 else 3 end
                    order by distance, right(close.word, 1) <> right(s.word, 1), named desc, close.word limit 1) end as correction
                from split s)
            select word, goes_on, beginning, documents, parts, halves, correction,
                case when correction is null then forms else array(
                    select distinct f.word from search_words w
                    join search_words f on f.language = w.language and f.stem = w.stem
                    where w.language = any(:languages) and w.word = correction and f.documents > 0) end as forms,
                array(select array_to_string(same.normal, '|') from search_synonyms same
                    where same.normal && array(
                            select (select string_agg(coalesce(m.correction, m.word), ' ' order by m.place)
                                from meant m where m.place between first.place and last.place)
                            from meant first join meant last on last.place between first.place and first.place + :longestSynonym - 1)
                        and (same.language is null or same.language = any(:languages))
                    order by same.id limit :alternatives) as synonyms
            from meant order by place
            """;

    private final JdbcClient jdbc;

    Vocabulary(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** See {@link SearchIndex#interpret}. */
    List<SearchWord> interpret(String text, String language, boolean typing) {
        List<Meaning> meanings = jdbc.sql(INTERPRET)
                .param("text", text)
                .param("goesOn", typing && endsWithinWord(text))
                .param("language", language)
                .param("languages", language.isEmpty() ? new String[] {""} : new String[] {language, ""})
                .param("compounding", COMPOUNDING.contains(language))
                .param("most", SearchIndex.MAX_WORDS)
                .param("shortestBeginning", SHORTEST_BEGINNING)
                .param("shortestPart", SHORTEST_PART)
                .param("longestSynonym", LONGEST_SYNONYM)
                .param("alternatives", MAX_ALTERNATIVES)
                .query((row, _) -> new Meaning(word(row), synonyms(row)))
                .list();
        return meanings.isEmpty()
                ? List.of()
                : withSynonyms(
                        meanings.stream().map(Meaning::word).toList(),
                        meanings.getFirst().synonyms());
    }

    private static boolean endsWithinWord(String text) {
        return !text.isEmpty() && Character.isLetterOrDigit(text.codePointBefore(text.length()));
    }

    /** @param synonyms the sets that any of the text's words are in */
    private record Meaning(SearchWord word, List<List<String>> synonyms) {}

    private static SearchWord word(ResultSet row) throws SQLException {
        String text = row.getString("word");
        List<String> forms = texts(row, "forms");
        List<String> halves = texts(row, "halves");
        String correction = row.getString("correction");
        SearchWord word =
                SearchWord.known(text, forms, row.getLong("documents")).withParts(texts(row, "parts"));
        if (correction != null) {
            return word.correctedTo(correction, forms);
        }
        if (!halves.isEmpty()) {
            return word.withSynonyms(List.of(halves));
        }
        return row.getBoolean("beginning") ? word.withBeginning() : word;
    }

    private static List<List<String>> synonyms(ResultSet row) throws SQLException {
        return texts(row, "synonyms").stream()
                .map(set -> List.of(set.split("\\|")))
                .toList();
    }

    /** Each run of words that is a synonym gets all that means the same; it is found under its first word. */
    private static List<SearchWord> withSynonyms(List<SearchWord> words, List<List<String>> sets) {
        if (sets.isEmpty()) {
            return words;
        }
        List<String> texts = words.stream().map(SearchWord::corrected).toList();
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

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
