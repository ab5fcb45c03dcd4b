package com.homedelivery.product.web;

import com.homedelivery.product.application.CatalogueEntry;
import com.homedelivery.product.application.Highlighter;
import com.homedelivery.product.application.Highlighter.Highlight;
import com.homedelivery.product.application.SearchWord;
import com.homedelivery.product.application.SuggestProducts.SuggestedCategory;
import com.homedelivery.product.application.SuggestProducts.Suggestions;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Suggestions for somebody who is typing. Each list has the best first.
 *
 * @param terms texts to search for, which find something
 * @param categories to go to
 * @param brands to search for
 * @param products to look at
 * @param correctedQuery the text without its misspellings; absent when it has none
 */
record SuggestResponse(
        List<String> terms,
        List<SuggestedCategory> categories,
        List<String> brands,
        List<SuggestedProduct> products,
        @Nullable String correctedQuery) {

    /** @param highlights where in the name the words are */
    record SuggestedProduct(
            UUID id,
            String name,
            String category,
            BigDecimal price,
            @Nullable String imageUrl,
            boolean inStock,
            List<Highlight> highlights) {}

    static SuggestResponse of(Suggestions suggestions, String language, ImageUrls urls) {
        return new SuggestResponse(
                suggestions.terms(),
                suggestions.categories(),
                suggestions.brands(),
                suggestions.products().stream()
                        .map(entry -> product(entry, suggestions.words(), language, urls))
                        .toList(),
                suggestions.correctedText());
    }

    private static SuggestedProduct product(
            CatalogueEntry entry, List<SearchWord> words, String language, ImageUrls urls) {
        ProductResponse product = ProductResponse.of(entry, language, urls);
        return new SuggestedProduct(
                product.id(),
                product.name(),
                product.category(),
                product.price(),
                product.imageUrl(),
                product.inStock(),
                Highlighter.of(product.name(), words));
    }
}
