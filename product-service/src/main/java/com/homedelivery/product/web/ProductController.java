package com.homedelivery.product.web;

import com.homedelivery.product.application.CatalogueEntry;
import com.homedelivery.product.application.ManageProducts;
import com.homedelivery.product.application.ProductFilter;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.PageQuery;
import com.homedelivery.shared.api.conditional.EntityTag;
import com.homedelivery.shared.api.error.NotFoundException;
import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;
import tools.jackson.databind.util.RawValue;

@RestController
@RequestMapping("/products")
class ProductController {

    private final ResponseCache responses;
    private final Languages languages;
    private final ManageProducts manage;
    private final ImageUrls urls;

    ProductController(ResponseCache responses, Languages languages, ManageProducts manage, ImageUrls urls) {
        this.responses = responses;
        this.languages = languages;
        this.manage = manage;
        this.urls = urls;
    }

    /**
     * Lists products on sale. Without a page at most 1,000 of them; of a page, {@code pagination.next} is what {@code
     * after} takes to go on. {@code under} is the slug of a category: all that is in it and below.
     */
    @GetMapping
    ResponseEntity<ApiResponse<RawValue>> list(
            @RequestParam(required = false) @Nullable String category,
            @RequestParam(required = false) @Nullable String under,
            @RequestParam(required = false) @Nullable List<String> ids,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable String after,
            @Valid PageQuery page,
            WebRequest request) {
        return list(request, ListProductsQuery.of(ProductFilter.of(category, under, ids, q, sort), page, after));
    }

    /** Lists the categories. Each comes with the number of its products on sale. */
    @GetMapping("/categories")
    ResponseEntity<ApiResponse<RawValue>> categories(WebRequest request) {
        return list(request, new ListProductsQuery.Categories());
    }

    /** Gives the tree of categories. Each comes with the number of products on sale in it and below. */
    @GetMapping("/categories/tree")
    ResponseEntity<ApiResponse<RawValue>> categoryTree(WebRequest request) {
        return list(request, new ListProductsQuery.CategoryTree());
    }

    /** Gives a product. It may be one that is no longer on sale. */
    @GetMapping("/{id}")
    ResponseEntity<ApiResponse<RawValue>> read(@PathVariable UUID id, WebRequest request) {
        String language = languageOf(request);
        SerializedProduct product = responses
                .product(responses.revision(), language, id)
                .orElseThrow(() -> new NotFoundException("Product"));
        return RevalidatedRead.respond(request, product.tag(), language, product::envelope);
    }

    /** Lists a product and its variants. The main product comes first; each may be the one that is asked about. */
    @GetMapping("/{id}/variants")
    ResponseEntity<ApiResponse<RawValue>> variants(@PathVariable UUID id, WebRequest request) {
        return list(request, new ListProductsQuery.Variants(id));
    }

    /** Adds a product. It is on sale at once. */
    @PostMapping
    ResponseEntity<ApiResponse<ProductResponse>> add(@Valid @RequestBody ProductRequest request) {
        return written(HttpStatus.CREATED, manage.add(request.details()));
    }

    /** Replaces a product. With {@code If-Match}, only when it is still the one that the admin read. */
    @PutMapping("/{id}")
    ResponseEntity<ApiResponse<ProductResponse>> revise(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody ProductRequest request) {
        return written(
                HttpStatus.OK,
                manage.revise(id, request::details, request.isActive(), EntityTag.parseIfMatch(ifMatch)));
    }

    /** Takes a product off sale. It can still be read by its id. */
    @DeleteMapping("/{id}")
    ResponseEntity<ApiResponse<ProductResponse>> deactivate(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return written(HttpStatus.OK, manage.deactivate(id, EntityTag.parseIfMatch(ifMatch)));
    }

    private ResponseEntity<ApiResponse<RawValue>> list(WebRequest request, ListProductsQuery query) {
        String language = languageOf(request);
        long revision = responses.revision();
        String suffix = language.equals(languages.first()) ? "" : "-" + language;
        return RevalidatedRead.respond(
                request, new EntityTag(revision, suffix), language, () -> responses.list(revision, language, query));
    }

    private String languageOf(WebRequest request) {
        return languages.bestFor(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    }

    private ResponseEntity<ApiResponse<ProductResponse>> written(HttpStatus status, CatalogueEntry entry) {
        return ResponseEntity.status(status)
                .eTag(new EntityTag(entry.version()).toString())
                .body(ApiResponse.of(ProductResponse.of(entry, languages.first(), urls)));
    }
}
