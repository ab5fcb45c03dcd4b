package com.homedelivery.payment.web;

import com.homedelivery.payment.application.FindPayments;
import com.homedelivery.payment.application.InitiatePayment;
import com.homedelivery.payment.application.RefundPayment;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.idempotency.IdempotencyKey;
import com.homedelivery.shared.security.CurrentUser;
import jakarta.validation.Valid;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/payments")
class PaymentController {

    private final InitiatePayment initiatePayment;
    private final RefundPayment refundPayment;
    private final FindPayments find;

    PaymentController(InitiatePayment initiatePayment, RefundPayment refundPayment, FindPayments find) {
        this.initiatePayment = initiatePayment;
        this.refundPayment = refundPayment;
        this.find = find;
    }

    /** Pays an order. The amount must be the order's total; the payment is {@code PENDING} and settles later. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ApiResponse<PaymentResponse> initiate(
            @AuthenticationPrincipal CurrentUser user,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @Valid @RequestBody PaymentRequest request) {
        return ApiResponse.of(PaymentResponse.of(initiatePayment.initiate(
                user.id(), request.toCommand(), IdempotencyKey.of(user.id(), "initiate-payment", key))));
    }

    /** Gives a payment. */
    @GetMapping("/{id}")
    ApiResponse<PaymentResponse> payment(@AuthenticationPrincipal CurrentUser user, @PathVariable UUID id) {
        return ApiResponse.of(PaymentResponse.of(find.payment(id, user)));
    }

    /** Gives money back. Without amount, all that is left of the payment. */
    @PostMapping("/{id}/refunds")
    @ResponseStatus(HttpStatus.CREATED)
    ApiResponse<RefundResponse> refund(
            @AuthenticationPrincipal CurrentUser admin,
            @PathVariable UUID id,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @Valid @RequestBody(required = false) @Nullable RefundRequest request) {
        RefundRequest refund = Objects.requireNonNullElse(request, RefundRequest.EVERYTHING);
        UUID refundId = refundPayment.refund(
                new RefundPayment.Command(id, refund.amount(), refund.reason()),
                IdempotencyKey.of(admin.id(), "refund-payment", key));
        return ApiResponse.of(RefundResponse.of(find.refund(refundId)));
    }
}
