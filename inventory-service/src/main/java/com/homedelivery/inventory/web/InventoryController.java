package com.homedelivery.inventory.web;

import com.homedelivery.inventory.application.AdjustStock;
import com.homedelivery.inventory.application.ChangeCause;
import com.homedelivery.inventory.application.FindMovements;
import com.homedelivery.inventory.application.FindStock;
import com.homedelivery.inventory.application.ReserveAdHoc;
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
    private final ReserveAdHoc reserve;
    private final AdjustStock adjust;
    private final FindMovements movements;

    InventoryController(FindStock find, ReserveAdHoc reserve, AdjustStock adjust, FindMovements movements) {
        this.find = find;
        this.movements = movements;
        this.reserve = reserve;
        this.adjust = adjust;
    }

    /** Gives the stock of a product. Any text is accepted as a product id; of an unknown product there are no units. */
    @GetMapping("/{productId}")
    ApiResponse<LevelResponse> level(@PathVariable String productId) {
        return ApiResponse.of(LevelResponse.of(productId, levelOf(productId)));
    }

    /** Lists the stock of all products, for admins. With {@code lowStock}, of those that run out. */
    @GetMapping
    ApiResponse<List<StockResponse>> list(
            @RequestParam(defaultValue = "false") boolean lowStock, @Valid PageQuery page) {
        if (!page.isRequested()) {
            return ApiResponse.of(StockResponse.of(find.list(lowStock)));
        }
        FindStock.StockPage found = find.page(lowStock, page.pageOrFirst(), page.limitOrDefault());
        return ApiResponse.page(
                StockResponse.of(found.stock()),
                Pagination.of(page.pageOrFirst(), page.limitOrDefault(), found.total()));
    }

    /** Lists the changes of the stock, newest first. Empty for a product that never had stock. */
    @GetMapping("/{productId}/movements")
    ApiResponse<List<MovementResponse>> movements(@PathVariable UUID productId, @Valid PageQuery page) {
        FindMovements.MovementPage found = movements.page(productId, page.offset(), page.limitOrDefault());
        return ApiResponse.page(
                MovementResponse.of(found.movements()),
                Pagination.of(page.pageOrFirst(), page.limitOrDefault(), found.total()));
    }

    /** Puts units aside. */
    @PostMapping("/{productId}/reserve")
    ApiResponse<AvailableResponse> reserve(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID productId,
            @Valid @RequestBody QuantityRequest request) {
        int available = reserve.reserve(productId, request.quantity(), ChangeCause.of(caller, "put aside"));
        return ApiResponse.of(new AvailableResponse(productId, available));
    }

    /** Gives units back that were put aside. */
    @PostMapping("/{productId}/release")
    ApiResponse<AvailableResponse> release(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID productId,
            @Valid @RequestBody QuantityRequest request) {
        int available = reserve.release(productId, request.quantity(), ChangeCause.of(caller, "no longer put aside"));
        return ApiResponse.of(new AvailableResponse(productId, available));
    }

    /**
     * Changes the stock. To a count ({@code quantity}, {@code lowStockThreshold}) or by a difference ({@code
     * adjustBy}), never both.
     */
    @PutMapping("/{productId}")
    ApiResponse<StockResponse> change(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID productId,
            @Valid @RequestBody StockRequest request) {
        Integer adjustBy = request.adjustment();
        if (adjustBy == null) {
            ChangeCause cause = ChangeCause.of(caller, request.reasonOr("counted"));
            return ApiResponse.of(
                    StockResponse.of(adjust.record(productId, request.quantity(), request.lowStockThreshold(), cause)));
        }
        ChangeCause cause =
                ChangeCause.of(caller, request.reasonOr(adjustBy > 0 ? "goods came in" : "goods were lost"));
        return ApiResponse.of(StockResponse.of(adjust.adjust(productId, adjustBy, cause)));
    }

    private StockLevel levelOf(String productId) {
        try {
            return find.levelOf(UUID.fromString(productId));
        } catch (IllegalArgumentException _) {
            return FindStock.NO_STOCK;
        }
    }
}
