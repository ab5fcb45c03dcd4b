package com.homedelivery.product.web;

import com.homedelivery.product.application.CatalogueEntry;
import com.homedelivery.product.application.ManageProducts;
import com.homedelivery.product.application.ProductFilter;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.PageQuery;
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
    private final ManageProducts manage;

    ProductController(ResponseCache responses, ManageProducts manage) {
        this.responses = responses;
        this.manage = manage;
    }

    /**
     * Lists products on sale. Without a page at most 1,000 of them; of a page, {@code pagination.next} is what {@code
     * after} takes to go on.
     */
    @GetMapping
    ResponseEntity<ApiResponse<RawValue>> list(
            @RequestParam(required = false) @Nullable String category,
            @RequestParam(required = false) @Nullable List<String> ids,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable String after,
            @Valid PageQuery page,
            WebRequest request) {
        ListProductsQuery query = ListProductsQuery.of(ProductFilter.of(category, ids, q, sort), page, after);
        long revision = responses.revision();
        return new EntityTag(revision).respond(request, () -> responses.list(revision, query));
    }

    /** Lists the categories. Each comes with the number of its products on sale. */
    @GetMapping("/categories")
    ResponseEntity<ApiResponse<RawValue>> categories(WebRequest request) {
        long revision = responses.revision();
        return new EntityTag(revision)
                .respond(request, () -> responses.list(revision, new ListProductsQuery.Categories()));
    }

    /** Gives a product. It may be one that is no longer on sale. */
    @GetMapping("/{id}")
    ResponseEntity<ApiResponse<RawValue>> read(@PathVariable UUID id, WebRequest request) {
        SerializedProduct product =
                responses.product(responses.revision(), id).orElseThrow(() -> new NotFoundException("Product"));
        return new EntityTag(product.version()).respond(request, product::envelope);
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
                manage.revise(id, request.details(), request.isActive(), EntityTag.parseIfMatch(ifMatch)));
    }

    /** Takes a product off sale. It can still be read by its id. */
    @DeleteMapping("/{id}")
    ResponseEntity<ApiResponse<ProductResponse>> deactivate(@PathVariable UUID id) {
        return written(HttpStatus.OK, manage.deactivate(id));
    }

    private static ResponseEntity<ApiResponse<ProductResponse>> written(HttpStatus status, CatalogueEntry entry) {
        return ResponseEntity.status(status)
                .eTag(new EntityTag(entry.version()).toString())
                .body(ApiResponse.of(ProductResponse.of(entry)));
    }
}
