package com.homedelivery.product.web;

import com.homedelivery.product.application.CatalogueReader;
import com.homedelivery.product.application.PriceSince;
import com.homedelivery.product.application.SchedulePrices;
import com.homedelivery.product.domain.PriceChange;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.conditional.EntityTag;
import com.homedelivery.shared.security.CurrentUser;
import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/products")
class PriceController {

    private final CatalogueReader catalogue;
    private final SchedulePrices prices;

    PriceController(CatalogueReader catalogue, SchedulePrices prices) {
        this.catalogue = catalogue;
        this.prices = prices;
    }

    /** Lists the prices that a product has had. The last 100, that of today first. */
    @GetMapping("/{id}/prices")
    ApiResponse<List<PriceSince>> history(@PathVariable UUID id) {
        return ApiResponse.of(catalogue.prices(id));
    }

    /** Lists the changes of prices that are scheduled. The next 100, the first one first. */
    @GetMapping("/price-changes")
    ApiResponse<List<PriceChangeResponse>> next() {
        return listed(prices.next());
    }

    /** Lists the scheduled changes of a product's price. Applied and cancelled ones as well, the last 100, newest first. */
    @GetMapping("/{id}/price-changes")
    ApiResponse<List<PriceChangeResponse>> ofProduct(@PathVariable UUID id) {
        return listed(prices.of(id));
    }

    /** Schedules a price. It begins at its time, or as soon after it as the service runs. */
    @PostMapping("/{id}/price-changes")
    @ResponseStatus(HttpStatus.CREATED)
    ApiResponse<PriceChangeResponse> schedule(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody PriceChangeRequest request,
            @AuthenticationPrincipal CurrentUser admin) {
        return ApiResponse.of(PriceChangeResponse.of(prices.schedule(
                id, request.price(), request.effectiveAt(), admin.id(), EntityTag.parseIfMatch(ifMatch))));
    }

    /** Cancels a scheduled price. One that was cancelled before stays so. */
    @DeleteMapping("/{id}/price-changes/{changeId}")
    ApiResponse<PriceChangeResponse> cancel(@PathVariable UUID id, @PathVariable UUID changeId) {
        return ApiResponse.of(PriceChangeResponse.of(prices.cancel(id, changeId)));
    }

    private static ApiResponse<List<PriceChangeResponse>> listed(List<PriceChange> changes) {
        return ApiResponse.of(changes.stream().map(PriceChangeResponse::of).toList());
    }
}
