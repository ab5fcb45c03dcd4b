package com.homedelivery.product.web;

import com.homedelivery.product.application.SearchProducts;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.PageQuery;
import com.homedelivery.shared.api.error.ValidationException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.util.RawValue;

@RestController
@RequestMapping("/products")
class SearchController {

    private static final int MAX_PAGE = 100;

    private final SearchProducts search;
    private final SuggestionCache suggestions;
    private final Languages languages;
    private final ImageUrls urls;

    SearchController(SearchProducts search, SuggestionCache suggestions, Languages languages, ImageUrls urls) {
        this.search = search;
        this.suggestions = suggestions;
        this.languages = languages;
        this.urls = urls;
    }

    /**
     * Searches the products on sale. Misspellings, synonyms and beginnings of words find something as well, and where no product has
     * all words, those with some of them are found. Facets say how many there are of each kind. The first 100 pages can be read.
     */
    @GetMapping("/search")
    ResponseEntity<ApiResponse<SearchResponse>> search(
            @Valid SearchQuery query,
            @Valid PageQuery page,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String acceptLanguage) {
        String language = languages.bestFor(acceptLanguage);
        if (page.pageOrFirst() > MAX_PAGE) {
            throw new ValidationException("page", "must be at most " + MAX_PAGE);
        }
        SearchProducts.SearchResult found =
                search.search(query.criteria(languages.searched(language)), page.offset(), page.limitOrDefault());
        return answer(language)
                .body(SearchResponse.envelope(found, page.pageOrFirst(), page.limitOrDefault(), language, urls));
    }

    /**
     * Suggests what somebody may want who is still typing. The last word may go on. What was asked for lately may be a minute old:
     * the product itself says what it costs and whether there is any.
     */
    @GetMapping("/suggest")
    ResponseEntity<ApiResponse<RawValue>> suggest(
            @RequestParam String q,
            @RequestParam(defaultValue = "5") @Min(1) @Max(10) int limit,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String acceptLanguage) {
        String language = languages.bestFor(acceptLanguage);
        return answer(language).body(suggestions.get(new SuggestionCache.Typed(language, q, limit)));
    }

    private static ResponseEntity.BodyBuilder answer(String language) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache().cachePublic())
                .varyBy(HttpHeaders.ACCEPT_LANGUAGE)
                .header(HttpHeaders.CONTENT_LANGUAGE, language);
    }
}
