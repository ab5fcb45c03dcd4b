package com.homedelivery.inventory.web;

import com.homedelivery.inventory.application.AdjustStock;
import com.homedelivery.inventory.application.ChangeCause;
import com.homedelivery.inventory.application.FindStock;
import com.homedelivery.inventory.application.ProductNames;
import com.homedelivery.inventory.application.ReserveAdHoc;
import com.homedelivery.inventory.domain.MovementReason;
import com.homedelivery.inventory.domain.Stock;
import com.homedelivery.inventory.domain.StockLevel;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.PageQuery;
import com.homedelivery.shared.api.Pagination;
import com.homedelivery.shared.security.Caller;
import jakarta.validation.Valid;
import java.util.List;
import java.util.Map;
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
    private final ProductNames names;

    InventoryController(FindStock find, ReserveAdHoc reserve, AdjustStock adjust, ProductNames names) {
        this.find = find;
        this.names = names;
        this.reserve = reserve;
        this.adjust = adjust;
    }

    /** Gives the stock of a product. Any text is accepted as a product id; of an unknown product there are no units. */
    @GetMapping("/{productId}")
    ApiResponse<LevelResponse> level(@PathVariable String productId) {
        return ApiResponse.of(LevelResponse.of(productId, levelOf(productId)));
    }

    /** Lists the stock of all products, for admins. With {@code lowStock}, of those that run out, with their names. */
    @GetMapping
    ApiResponse<List<StockResponse>> list(
            @RequestParam(defaultValue = "false") boolean lowStock, @Valid PageQuery page) {
        if (!page.isRequested()) {
            return ApiResponse.of(named(find.list(lowStock), lowStock));
        }
        FindStock.StockPage found = find.page(lowStock, page.pageOrFirst(), page.limitOrDefault());
        return ApiResponse.page(
                named(found.stock(), lowStock),
                Pagination.of(page.pageOrFirst(), page.limitOrDefault(), found.total()));
    }

    /** Puts units aside. */
    @PostMapping("/{productId}/reserve")
    ApiResponse<AvailableResponse> reserve(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID productId,
            @Valid @RequestBody QuantityRequest request) {
        int available = reserve.reserve(
                productId, request.quantity(), ChangeCause.of(caller, MovementReason.SET_ASIDE, "put aside"));
        return ApiResponse.of(new AvailableResponse(productId, available));
    }

    /** Gives units back that were put aside. */
    @PostMapping("/{productId}/release")
    ApiResponse<AvailableResponse> release(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID productId,
            @Valid @RequestBody QuantityRequest request) {
        int available = reserve.release(
                productId, request.quantity(), ChangeCause.of(caller, MovementReason.SET_ASIDE, "no longer put aside"));
        return ApiResponse.of(new AvailableResponse(productId, available));
    }

    /**
     * Changes the stock. To figures ({@code quantity}, {@code lowStockThreshold}, {@code safetyStock}) or by a difference
     * ({@code adjustBy}), never both.
     */
    @PutMapping("/{productId}")
    ApiResponse<StockResponse> change(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID productId,
            @Valid @RequestBody StockRequest request) {
        Integer adjustBy = request.adjustment();
        ChangeCause cause = ChangeCause.of(caller, request.code(), request.reasonInWords(), request.reference());
        return ApiResponse.of(StockResponse.of(
                adjustBy == null
                        ? adjust.record(productId, request.figures(), cause)
                        : adjust.adjust(productId, adjustBy, cause)));
    }

    /** With names where they are asked for; without those that nobody knows right now. */
    private List<StockResponse> named(List<Stock> stock, boolean withNames) {
        Map<UUID, String> known =
                withNames ? names.of(stock.stream().map(Stock::productId).toList()) : Map.of();
        return stock.stream()
                .map(each -> StockResponse.of(each, known.get(each.productId())))
                .toList();
    }

    private StockLevel levelOf(String productId) {
        try {
            return find.levelOf(UUID.fromString(productId));
        } catch (IllegalArgumentException _) {
            return FindStock.NO_STOCK;
        }
    }
}
