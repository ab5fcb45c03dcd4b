package com.homedelivery.inventory.web;

import com.homedelivery.inventory.application.ChangeCause;
import com.homedelivery.inventory.application.ManageBatches;
import com.homedelivery.inventory.application.ManageBatches.BatchPage;
import com.homedelivery.inventory.application.ProductNames;
import com.homedelivery.inventory.domain.Batch;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.PageQuery;
import com.homedelivery.shared.api.Pagination;
import com.homedelivery.shared.idempotency.IdempotencyKey;
import com.homedelivery.shared.security.CurrentUser;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Batches: what expires when, and what is thrown away. */
@RestController
@RequestMapping("/inventory")
class BatchController {

    private final ManageBatches batches;
    private final ProductNames names;

    BatchController(ManageBatches batches, ProductNames names) {
        this.batches = batches;
        this.names = names;
    }

    /** Lists the batches of a product that have units. What expires first comes first. */
    @GetMapping("/{productId}/batches")
    ApiResponse<List<BatchResponse>> ofProduct(@PathVariable UUID productId) {
        return ApiResponse.of(
                batches.ofProduct(productId).stream().map(BatchResponse::of).toList());
    }

    /** Lists the batches that expire within some days, and those that have expired. What expires first comes first. */
    @GetMapping("/expiring")
    ApiResponse<List<BatchResponse>> expiring(
            @RequestParam(defaultValue = "7") @Min(0) @Max(365) int days, @Valid PageQuery page) {
        BatchPage found = batches.expiringWithin(days, page.offset(), page.limitOrDefault());
        Map<UUID, String> known =
                names.of(found.batches().stream().map(Batch::productId).toList());
        return ApiResponse.page(
                found.batches().stream()
                        .map(batch -> BatchResponse.of(batch, known.get(batch.productId())))
                        .toList(),
                Pagination.of(page.pageOrFirst(), page.limitOrDefault(), found.total()));
    }

    /** Writes off units of a batch. Once for each {@code Idempotency-Key}. */
    @PostMapping("/batches/{batchId}/write-off")
    ApiResponse<BatchResponse> writeOff(
            @AuthenticationPrincipal CurrentUser admin,
            @PathVariable UUID batchId,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @Valid @RequestBody WriteOffRequest request) {
        return ApiResponse.of(BatchResponse.of(batches.writeOff(
                batchId,
                request.quantity(),
                ChangeCause.of(admin, request.code(), request.reasonInWords(), request.reference()),
                IdempotencyKey.of(admin.id(), "write-off", key))));
    }
}
