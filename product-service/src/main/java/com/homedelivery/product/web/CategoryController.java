package com.homedelivery.product.web;

import com.homedelivery.product.application.ManageCategories;
import com.homedelivery.product.domain.Category;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.conditional.EntityTag;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/products/categories")
class CategoryController {

    private final ManageCategories manage;

    CategoryController(ManageCategories manage) {
        this.manage = manage;
    }

    /** Adds a category. Without a slug it gets one that is made of its name. */
    @PostMapping
    ResponseEntity<ApiResponse<CategoryResponse>> create(@Valid @RequestBody CategoryRequest request) {
        return written(HttpStatus.CREATED, manage.create(request.command()));
    }

    /** Renames or moves a category. What is in it and below moves along; without a slug it keeps its own. */
    @PutMapping("/{id}")
    ResponseEntity<ApiResponse<CategoryResponse>> revise(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody CategoryRequest request) {
        return written(HttpStatus.OK, manage.revise(id, request.command(), EntityTag.parseIfMatch(ifMatch)));
    }

    /** Removes a category. It must be empty: no product, on sale or not, and no other category may be in it. */
    @DeleteMapping("/{id}")
    ResponseEntity<ApiResponse<CategoryResponse>> remove(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return written(HttpStatus.OK, manage.remove(id, EntityTag.parseIfMatch(ifMatch)));
    }

    private static ResponseEntity<ApiResponse<CategoryResponse>> written(HttpStatus status, Category category) {
        return ResponseEntity.status(status)
                .eTag(new EntityTag(category.version()).toString())
                .body(ApiResponse.of(CategoryResponse.of(category)));
    }
}
