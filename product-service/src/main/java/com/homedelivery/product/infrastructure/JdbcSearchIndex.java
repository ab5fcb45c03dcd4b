package com.homedelivery.product.infrastructure;

import com.homedelivery.product.application.CatalogueEntry;
import com.homedelivery.product.application.SearchCriteria;
import com.homedelivery.product.application.SearchIndex;
import com.homedelivery.product.application.SearchIndex.SearchFacets;
import com.homedelivery.product.application.SearchWord;
import com.homedelivery.product.infrastructure.SearchStatement.Dimension;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** PostgreSQL's full text search over {@code search_documents}, which triggers keep in step with the products. */
@Component
class JdbcSearchIndex implements SearchIndex {

    private static final int TIME_LIMIT_SECONDS = 2;

    /** So that one letter, with which half the catalogue begins, costs no more than a word. */
    private static final int MAX_CANDIDATES = 1000;

    /** How many of the candidates of a suggestion are compared with what was typed letter by letter, which costs most. */
    private static final int MAX_SCORED = 150;

    private static final List<BigDecimal> PRICE_BOUNDS = Stream.of(
                    "0.00", "1.00", "2.00", "5.00", "10.00", "20.00", "50.00", "100.00")
            .map(BigDecimal::new)
            .toList();

    private final JdbcClient jdbc;
    private final Vocabulary vocabulary;
    private final CatalogueRowMapper entries;

    JdbcSearchIndex(DataSource database, CatalogueRowMapper entries) {
        JdbcTemplate limited = new JdbcTemplate(database);
        limited.setQueryTimeout(TIME_LIMIT_SECONDS);
        this.jdbc = JdbcClient.create(limited);
        this.vocabulary = new Vocabulary(jdbc);
        this.entries = entries;
    }

    @Override
    public List<SearchWord> interpret(String text, String language, boolean typing) {
        return vocabulary.interpret(text, language, typing);
    }

    @Override
    public Found find(SearchCriteria criteria, List<SearchWord> words, Match match, long offset, int limit) {
        SearchStatement search = SearchStatement.of(criteria, words, match);
        List<Row> rows = jdbc.sql("""
                        select f.total, p.*
                        from (select d.product_id, count(*) over () as total, row_number() over (order by %s) as place
                            from search_documents d where %s order by place limit %d offset %d) f
                        cross join lateral (select %s from products where id = f.product_id offset 0) p
                        order by f.place
                        """.formatted(
                        orderBy(criteria, search), search.condition(), limit, offset, CatalogueRowMapper.COLUMNS))
                .params(search.values())
                .query((row, number) -> new Row(entries.mapRow(row, number), row.getLong("total")))
                .list();
        long total = rows.isEmpty() && offset > 0
                ? count(search)
                : rows.stream().mapToLong(Row::total).findFirst().orElse(0);
        return new Found(rows.stream().map(Row::entry).toList(), total);
    }

    private record Row(CatalogueEntry entry, long total) {}

    private long count(SearchStatement search) {
        return jdbc.sql("select count(*) from search_documents d where " + search.condition())
                .params(search.values())
                .query(Long.class)
                .single();
    }

    private static String orderBy(SearchCriteria criteria, SearchStatement search) {
        return switch (criteria.sort()) {
            case RELEVANCE -> search.score() + " desc, d.name, d.product_id";
            case POPULARITY -> "d.orders desc, d.name, d.product_id";
            case NAME -> "d.name, d.product_id";
            case CHEAPEST -> "d.price, d.product_id";
            case DEAREST -> "d.price desc, d.product_id desc";
            case NEWEST -> "d.created_at desc, d.product_id desc";
        };
    }

    @Override
    public SearchFacets facets(SearchCriteria criteria, List<SearchWord> words, Match match) {
        SearchStatement search = SearchStatement.of(criteria, words, match);
        List<Count> counts = jdbc.sql("""
                        with matches as materialized (
                            select d.path_slugs, d.brand, d.diet, width_bucket(d.price, :bounds) as band,
                                %s as by_category, %s as by_brand, %s as by_diet, %s as by_price
                            from search_documents d where %s),
                        counts as (
                            select 'CATEGORY' as facet, slug as value, count(*) as products
                                from matches, unnest(path_slugs) slug where by_category group by slug
                            union all
                            select 'BRAND', brand, count(*) from matches where by_brand and brand is not null group by brand
                            union all
                            select 'DIET', value, count(*) from matches, unnest(diet) value where by_diet group by value
                            union all
                            select 'PRICE', cast(band as text), count(*) from matches where by_price group by band)
                        select facet, value, n.products, c.name, c.path_slugs[cardinality(c.path_slugs) - 1] as parent
                        from counts n left join categories c on facet = 'CATEGORY' and c.slug = value
                        order by n.products desc, value
                        """.formatted(
                                search.chosenBut(Dimension.CATEGORY),
                                search.chosenBut(Dimension.BRAND),
                                search.chosenBut(Dimension.DIET),
                                search.chosenBut(Dimension.PRICE),
                                String.join(" and ", search.matching())))
                .params(search.values())
                .param("bounds", PRICE_BOUNDS.toArray(BigDecimal[]::new))
                .query((row, _) -> new Count(
                        Dimension.valueOf(row.getString("facet")),
                        row.getString("value"),
                        row.getLong("products"),
                        row.getString("name"),
                        row.getString("parent")))
                .list();
        return new SearchFacets(
                categories(of(counts, Dimension.CATEGORY)),
                values(of(counts, Dimension.BRAND)),
                values(of(counts, Dimension.DIET)),
                bands(of(counts, Dimension.PRICE)));
    }

    /**
     * @param name of the category that the value is the slug of
     * @param parent slug of the one above that
     */
    private record Count(
            Dimension facet,
            String value,
            long products,
            @Nullable String name,
            @Nullable String parent) {}

    private static List<Count> of(List<Count> counts, Dimension facet) {
        return counts.stream()
                .filter(count -> count.facet() == facet)
                .limit(SearchFacets.MAX_VALUES)
                .toList();
    }

    private static List<FacetValue> values(List<Count> counts) {
        return counts.stream()
                .map(count -> new FacetValue(count.value(), count.products()))
                .toList();
    }

    private static List<PriceBand> bands(List<Count> counts) {
        return counts.stream()
                .sorted(Comparator.comparing(JdbcSearchIndex::bandOf))
                .map(count -> new PriceBand(
                        PRICE_BOUNDS.get(bandOf(count) - 1),
                        bandOf(count) < PRICE_BOUNDS.size() ? PRICE_BOUNDS.get(bandOf(count)) : null,
                        count.products()))
                .toList();
    }

    /** The first band is 1: no price is below the first bound. */
    private static int bandOf(Count count) {
        return Integer.parseInt(count.value());
    }

    private static List<CategoryFacet> categories(List<Count> counts) {
        return counts.stream()
                .flatMap(count -> Stream.ofNullable(count.name())
                        .map(name -> new CategoryFacet(count.value(), name, count.parent(), count.products())))
                .sorted(Comparator.comparing(CategoryFacet::count).reversed().thenComparing(CategoryFacet::slug))
                .toList();
    }

    @Override
    public List<Suggested> suggest(String language, List<SearchWord> words, int sample, int shown) {
        SearchStatement search = SearchStatement.of(language, words);
        return jdbc.sql("""
                        select s.*, p.*
                        from (select d.product_id, d.name as found_name, d.category as found_category,
                                d.path_slugs[cardinality(d.path_slugs)] as found_slug, d.brand as found_brand,
                                row_number() over (order by %s desc, d.name, d.product_id) as place
                            from (
                                select * from (select * from search_documents d where %s limit %d) d
                                order by %s desc, length(d.name), d.orders desc limit %d) d
                            order by place limit %d) s
                        left join lateral (
                            select %s from products where id = s.product_id and s.place <= %d offset 0) p on true
                        order by s.place
                        """.formatted(
                                search.score(),
                                search.condition(),
                                MAX_CANDIDATES,
                                search.roughScore(),
                                MAX_SCORED,
                                sample,
                                CatalogueRowMapper.COLUMNS,
                                shown))
                .params(search.values())
                .query((row, number) -> new Suggested(
                        row.getObject("id") == null ? null : entries.mapRow(row, number),
                        row.getString("found_name"),
                        row.getString("found_category"),
                        row.getString("found_slug"),
                        row.getString("found_brand")))
                .list();
    }
}
