package com.homedelivery.payment.web;

import com.homedelivery.payment.application.FindPayments;
import com.homedelivery.payment.application.RetryRefund;
import com.homedelivery.payment.domain.RefundStatus;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.PageQuery;
import com.homedelivery.shared.api.Pagination;
import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Refunds as admins look after them. */
@RestController
@RequestMapping("/payments/refunds")
class RefundController {

    private final FindPayments find;
    private final RetryRefund retryRefund;

    RefundController(FindPayments find, RetryRefund retryRefund) {
        this.find = find;
        this.retryRefund = retryRefund;
    }

    /** Lists refunds, newest first. */
    @GetMapping
    ApiResponse<List<RefundResponse>> list(
            @RequestParam(required = false) @Nullable RefundStatus status, @Valid PageQuery page) {
        if (!page.isRequested()) {
            return ApiResponse.of(RefundResponse.of(find.refunds(status)));
        }
        FindPayments.RefundPage part = find.refunds(status, page.pageOrFirst(), page.limitOrDefault());
        return ApiResponse.page(
                RefundResponse.of(part.refunds()),
                Pagination.of(page.pageOrFirst(), page.limitOrDefault(), part.total()));
    }

    /** Asks the provider again for a refund that it has refused for good. */
    @PostMapping("/{id}/retry")
    ApiResponse<RefundResponse> retry(@PathVariable UUID id) {
        return ApiResponse.of(RefundResponse.of(retryRefund.retry(id)));
    }
}
