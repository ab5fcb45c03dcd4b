package com.homedelivery.inventory.web;

import com.homedelivery.inventory.application.CountStock;
import com.homedelivery.inventory.application.FindStock;
import com.homedelivery.inventory.application.PutAsideStock;
import com.homedelivery.inventory.domain.StockLevel;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.PageQuery;
import com.homedelivery.shared.api.Pagination;
import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
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
    private final PutAsideStock putAside;
    private final CountStock count;

    InventoryController(FindStock find, PutAsideStock putAside, CountStock count) {
        this.find = find;
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

    @PostMapping("/{productId}/reserve")
    ApiResponse<AvailableResponse> reserve(@PathVariable UUID productId, @Valid @RequestBody QuantityRequest request) {
        return ApiResponse.of(new AvailableResponse(productId, putAside.putAside(productId, request.quantity())));
    }

    @PostMapping("/{productId}/release")
    ApiResponse<AvailableResponse> release(@PathVariable UUID productId, @Valid @RequestBody QuantityRequest request) {
        return ApiResponse.of(new AvailableResponse(productId, putAside.giveBack(productId, request.quantity())));
    }

    @PutMapping("/{productId}")
    ApiResponse<StockResponse> change(@PathVariable UUID productId, @Valid @RequestBody StockRequest request) {
        Integer adjustBy = request.adjustment();
        return ApiResponse.of(StockResponse.of(
                adjustBy == null
                        ? count.record(productId, request.quantity(), request.lowStockThreshold())
                        : count.adjust(productId, adjustBy)));
    }

    private StockLevel levelOf(String productId) {
        try {
            return find.levelOf(UUID.fromString(productId));
        } catch (IllegalArgumentException _) {
            return FindStock.NOTHING;
        }
    }
}
