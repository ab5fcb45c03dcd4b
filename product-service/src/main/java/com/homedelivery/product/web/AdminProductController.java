package com.homedelivery.product.web;

import com.homedelivery.product.application.CatalogueEntry;
import com.homedelivery.product.application.CatalogueReader;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.PageQuery;
import com.homedelivery.shared.api.Pagination;
import com.homedelivery.shared.api.conditional.EntityTag;
import com.homedelivery.shared.api.error.NotFoundException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What only admins read of the catalogue. Never cached. */
@RestController
@RequestMapping("/products/admin")
class AdminProductController {

    private final CatalogueReader catalogue;
    private final Languages languages;
    private final ImageUrls urls;

    AdminProductController(CatalogueReader catalogue, Languages languages, ImageUrls urls) {
        this.catalogue = catalogue;
        this.languages = languages;
        this.urls = urls;
    }

    /**
     * Lists products, also those that are not on sale. {@code sku} is the beginning of a SKU, {@code q} a part of a name; a page
     * of 20 by name unless another one is asked for.
     */
    @GetMapping
    ApiResponse<List<AdminProductResponse>> list(
            @RequestParam(required = false) @Size(max = 64) @Nullable String sku,
            @RequestParam(required = false) @Size(max = 100) @Nullable String q,
            @RequestParam(required = false) @Nullable Boolean active,
            @Valid PageQuery page) {
        CatalogueReader.AdminFilter filter = new CatalogueReader.AdminFilter(sku, q, active);
        return ApiResponse.page(
                catalogue.adminList(filter, page.offset(), page.limitOrDefault()).stream()
                        .map(this::responseOf)
                        .toList(),
                Pagination.of(page.pageOrFirst(), page.limitOrDefault(), catalogue.adminCount(filter)));
    }

    /** Gives a product with all that an admin can change. Its ETag is what {@code If-Match} takes. */
    @GetMapping("/{id}")
    ResponseEntity<ApiResponse<AdminProductResponse>> read(@PathVariable UUID id) {
        CatalogueEntry entry =
                catalogue.byIds(List.of(id)).stream().findFirst().orElseThrow(() -> new NotFoundException("Product"));
        return ResponseEntity.ok()
                .eTag(new EntityTag(entry.version()).toString())
                .body(ApiResponse.of(responseOf(entry)));
    }

    private AdminProductResponse responseOf(CatalogueEntry entry) {
        return new AdminProductResponse(
                ProductResponse.of(entry, languages.first(), urls),
                entry.version(),
                entry.specification().translations());
    }
}
