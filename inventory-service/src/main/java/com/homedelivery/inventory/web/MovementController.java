package com.homedelivery.inventory.web;

import com.homedelivery.inventory.application.FindMovements;
import com.homedelivery.inventory.application.FindMovements.MovementPage;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.PageQuery;
import com.homedelivery.shared.api.Pagination;
import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The journal of the stock. */
@RestController
@RequestMapping("/inventory")
class MovementController {

    private final FindMovements movements;

    MovementController(FindMovements movements) {
        this.movements = movements;
    }

    /** Lists the changes of the stock of all products, newest first. */
    @GetMapping("/movements")
    ApiResponse<List<MovementResponse>> all(
            @RequestParam(required = false) @Nullable UUID productId,
            @Valid MovementQuery query,
            @Valid PageQuery page) {
        return pageOf(query, productId, page);
    }

    /** Lists the changes of a product's stock, newest first. Empty for a product that never had stock. */
    @GetMapping("/{productId}/movements")
    ApiResponse<List<MovementResponse>> ofProduct(
            @PathVariable UUID productId, @Valid MovementQuery query, @Valid PageQuery page) {
        return pageOf(query, productId, page);
    }

    private ApiResponse<List<MovementResponse>> pageOf(MovementQuery query, @Nullable UUID productId, PageQuery page) {
        MovementPage found = movements.page(query.of(productId), page.offset(), page.limitOrDefault());
        return ApiResponse.page(
                MovementResponse.of(found.movements()),
                Pagination.of(page.pageOrFirst(), page.limitOrDefault(), found.total()));
    }
}
