package com.homedelivery.inventory.web;

import com.homedelivery.inventory.application.AdHocReservation;
import com.homedelivery.inventory.application.AdjustStock;
import com.homedelivery.inventory.application.Cause;
import com.homedelivery.inventory.application.FindMovements;
import com.homedelivery.inventory.application.FindStock;
import com.homedelivery.inventory.domain.StockLevel;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.PageQuery;
import com.homedelivery.shared.api.Pagination;
import com.homedelivery.shared.security.Caller;
import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/inventory")
class InventoryController {

    private final FindStock find;
    private final AdHocReservation putAside;
    private final AdjustStock count;
    private final FindMovements movements;

    InventoryController(FindStock find, AdHocReservation putAside, AdjustStock count, FindMovements movements) {
        this.find = find;
        this.movements = movements;
        this.putAside = putAside;
        this.count = count;
    }

    /** Any text is a product id here: of what is not in stock, there is nothing. */
    @GetMapping("/{productId}")
    ApiResponse<LevelResponse> level(@PathVariable String productId) {
        return ApiResponse.of(LevelResponse.of(productId, levelOf(productId)));
    }

    @GetMapping
    ApiResponse<List<StockResponse>> list(
            @RequestParam(defaultValue = "false") boolean lowStock, @Valid PageQuery page) {
        if (!page.isRequested()) {
            return ApiResponse.of(StockResponse.of(find.list(lowStock)));
        }
        FindStock.Part part = find.page(lowStock, page.pageOrFirst(), page.limitOrDefault());
        return ApiResponse.page(
                StockResponse.of(part.stock()), Pagination.of(page.pageOrFirst(), page.limitOrDefault(), part.total()));
    }

    /** The id of a product that never had stock names an empty list. */
    @GetMapping("/{productId}/movements")
    ApiResponse<List<MovementResponse>> movements(@PathVariable UUID productId, @Valid PageQuery page) {
        FindMovements.Part part = movements.page(productId, page.offset(), page.limitOrDefault());
        return ApiResponse.page(
                MovementResponse.of(part.movements()),
                Pagination.of(page.pageOrFirst(), page.limitOrDefault(), part.total()));
    }

    @PostMapping("/{productId}/reserve")
    ApiResponse<AvailableResponse> reserve(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID productId,
            @Valid @RequestBody QuantityRequest request) {
        int available = putAside.putAside(productId, request.quantity(), Cause.of(caller, "put aside"));
        return ApiResponse.of(new AvailableResponse(productId, available));
    }

    @PostMapping("/{productId}/release")
    ApiResponse<AvailableResponse> release(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID productId,
            @Valid @RequestBody QuantityRequest request) {
        int available = putAside.giveBack(productId, request.quantity(), Cause.of(caller, "no longer put aside"));
        return ApiResponse.of(new AvailableResponse(productId, available));
    }

    @PutMapping("/{productId}")
    ApiResponse<StockResponse> change(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID productId,
            @Valid @RequestBody StockRequest request) {
        Integer adjustBy = request.adjustment();
        if (adjustBy == null) {
            Cause cause = Cause.of(caller, request.reasonOr("counted"));
            return ApiResponse.of(
                    StockResponse.of(count.record(productId, request.quantity(), request.lowStockThreshold(), cause)));
        }
        Cause cause = Cause.of(caller, request.reasonOr(adjustBy > 0 ? "goods came in" : "goods were lost"));
        return ApiResponse.of(StockResponse.of(count.adjust(productId, adjustBy, cause)));
    }

    private StockLevel levelOf(String productId) {
        try {
            return find.levelOf(UUID.fromString(productId));
        } catch (IllegalArgumentException _) {
            return FindStock.NOTHING;
        }
    }
}
