package com.homedelivery.product.web;

import com.homedelivery.product.application.CatalogueEntry;
import com.homedelivery.product.application.CategoryCount;
import com.homedelivery.product.application.FindProducts;
import com.homedelivery.product.application.ManageProducts;
import com.homedelivery.product.application.ProductFilter;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.PageQuery;
import com.homedelivery.shared.api.Pagination;
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

@RestController
@RequestMapping("/products")
class ProductController {

    private final FindProducts find;
    private final ManageProducts manage;

    ProductController(FindProducts find, ManageProducts manage) {
        this.find = find;
        this.manage = manage;
    }

    @GetMapping
    ResponseEntity<ApiResponse<List<ProductResponse>>> list(
            @RequestParam(required = false) @Nullable String category,
            @RequestParam(required = false) @Nullable List<String> ids,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String sort,
            @Valid PageQuery page,
            WebRequest request) {
        ProductFilter filter = ProductFilter.of(category, ids, q, sort);
        return new EntityTag(find.revision())
                .answer(request, () -> page.isRequested() ? page(filter, page) : ApiResponse.of(all(filter)));
    }

    @GetMapping("/categories")
    ResponseEntity<ApiResponse<List<CategoryCount>>> categories(WebRequest request) {
        return new EntityTag(find.revision()).answer(request, () -> ApiResponse.of(find.categories()));
    }

    @GetMapping("/{id}")
    ResponseEntity<ApiResponse<ProductResponse>> read(@PathVariable UUID id, WebRequest request) {
        CatalogueEntry entry = find.byId(id);
        return new EntityTag(entry.version()).answer(request, () -> ApiResponse.of(ProductResponse.of(entry)));
    }

    @PostMapping
    ResponseEntity<ApiResponse<ProductResponse>> add(@Valid @RequestBody ProductRequest request) {
        return written(HttpStatus.CREATED, manage.add(request.details()));
    }

    /** With {@code If-Match}, only when the product is still the one that the admin read. */
    @PutMapping("/{id}")
    ResponseEntity<ApiResponse<ProductResponse>> revise(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody ProductRequest request) {
        return written(
                HttpStatus.OK, manage.revise(id, request.details(), request.isActive(), EntityTag.versionIn(ifMatch)));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<ApiResponse<ProductResponse>> deactivate(@PathVariable UUID id) {
        return written(HttpStatus.OK, manage.deactivate(id));
    }

    private ApiResponse<List<ProductResponse>> page(ProductFilter filter, PageQuery page) {
        FindProducts.Part part = find.page(filter, page.limitOrDefault(), page.offset());
        return ApiResponse.page(
                responses(part.entries()), Pagination.of(page.pageOrFirst(), page.limitOrDefault(), part.total()));
    }

    private List<ProductResponse> all(ProductFilter filter) {
        return responses(find.list(filter));
    }

    private static List<ProductResponse> responses(List<CatalogueEntry> entries) {
        return entries.stream().map(ProductResponse::of).toList();
    }

    private static ResponseEntity<ApiResponse<ProductResponse>> written(HttpStatus status, CatalogueEntry entry) {
        return ResponseEntity.status(status)
                .eTag(new EntityTag(entry.version()).toString())
                .body(ApiResponse.of(ProductResponse.of(entry)));
    }
}
