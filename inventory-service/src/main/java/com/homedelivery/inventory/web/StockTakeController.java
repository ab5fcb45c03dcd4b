package com.homedelivery.inventory.web;

import com.homedelivery.inventory.application.ProductNames;
import com.homedelivery.inventory.application.StockTakes.Line;
import com.homedelivery.inventory.application.StockTakes.LineState;
import com.homedelivery.inventory.application.TakeStock;
import com.homedelivery.inventory.application.TakeStock.LinePage;
import com.homedelivery.inventory.application.TakeStock.TakePage;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.PageQuery;
import com.homedelivery.shared.api.Pagination;
import com.homedelivery.shared.security.CurrentUser;
import jakarta.validation.Valid;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Counts of the stock. */
@RestController
@RequestMapping("/inventory/stock-takes")
class StockTakeController {

    private final TakeStock takeStock;
    private final ProductNames names;

    StockTakeController(TakeStock takeStock, ProductNames names) {
        this.takeStock = takeStock;
        this.names = names;
    }

    /** Opens a stock take. Of some products, or of all. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ApiResponse<StockTakeResponse> open(
            @AuthenticationPrincipal CurrentUser admin, @Valid @RequestBody StockTakeRequest request) {
        return progressOf(
                takeStock.open(request.productIds(), request.note(), admin).id());
    }

    /** Lists stock takes, newest first. */
    @GetMapping
    ApiResponse<List<StockTakeResponse>> list(@Valid PageQuery page) {
        TakePage found = takeStock.page(page.offset(), page.limitOrDefault());
        return ApiResponse.page(
                found.takes().stream().map(StockTakeResponse::of).toList(),
                Pagination.of(page.pageOrFirst(), page.limitOrDefault(), found.total()));
    }

    /** Gives a stock take. With how far it has come. */
    @GetMapping("/{id}")
    ApiResponse<StockTakeResponse> take(@PathVariable UUID id) {
        return progressOf(id);
    }

    /** Lists the products of a stock take with what was counted and expected. */
    @GetMapping("/{id}/lines")
    ApiResponse<List<StockTakeLineResponse>> lines(
            @PathVariable UUID id, @RequestParam(defaultValue = "ALL") LineState state, @Valid PageQuery page) {
        LinePage found = takeStock.linesOf(id, state, page.offset(), page.limitOrDefault());
        Map<UUID, String> known =
                names.of(found.lines().stream().map(Line::productId).toList());
        return ApiResponse.page(
                found.lines().stream()
                        .map(line -> StockTakeLineResponse.of(line, known.get(line.productId())))
                        .toList(),
                Pagination.of(page.pageOrFirst(), page.limitOrDefault(), found.total()));
    }

    /** Enters what was counted. The last count of a product counts; the same by the same person again changes nothing. */
    @PutMapping("/{id}/counts")
    ApiResponse<StockTakeResponse> enter(
            @AuthenticationPrincipal CurrentUser admin,
            @PathVariable UUID id,
            @Valid @RequestBody CountsRequest request) {
        takeStock.enter(id, request.entries(), admin);
        return progressOf(id);
    }

    /** Approves a stock take: the differences are corrected. What was not counted stays as it is. */
    @PostMapping("/{id}/approve")
    ApiResponse<StockTakeResponse> approve(@AuthenticationPrincipal CurrentUser admin, @PathVariable UUID id) {
        return progressOf(takeStock.approve(id, admin).id());
    }

    /** Cancels a stock take: nothing is corrected. */
    @PostMapping("/{id}/cancel")
    ApiResponse<StockTakeResponse> cancel(@AuthenticationPrincipal CurrentUser admin, @PathVariable UUID id) {
        return progressOf(takeStock.cancel(id, admin).id());
    }

    private ApiResponse<StockTakeResponse> progressOf(UUID id) {
        return ApiResponse.of(StockTakeResponse.of(takeStock.progressOf(id)));
    }
}
