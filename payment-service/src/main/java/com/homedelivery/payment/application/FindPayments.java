package com.homedelivery.payment.application;

import com.homedelivery.payment.domain.Payment;
import com.homedelivery.payment.domain.Payments;
import com.homedelivery.payment.domain.Refund;
import com.homedelivery.payment.domain.RefundStatus;
import com.homedelivery.payment.domain.Refunds;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.security.CurrentUser;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Component;

/** Shows payments to those who may see them. */
@Component
public class FindPayments {

    private static final int MAX_UNPAGED = 1000;

    private final Payments payments;
    private final Refunds refunds;

    FindPayments(Payments payments, Refunds refunds) {
        this.payments = payments;
        this.refunds = refunds;
    }

    /** @throws NotFoundException when there is no such payment, or it is someone else's and the caller no admin */
    public Payment payment(UUID id, CurrentUser user) {
        return payments.findById(id)
                .filter(payment -> user.is(payment.userId()) || user.isAdmin())
                .orElseThrow(() -> new NotFoundException("Payment"));
    }

    /** Newest first, {@value #MAX_UNPAGED} at most; null for those in any status. */
    public List<Refund> refunds(@Nullable RefundStatus status) {
        return list(status, PageRequest.of(0, MAX_UNPAGED));
    }

    /**
     * One page of the list.
     *
     * @param page its number, from 1
     * @param limit most entries it has
     */
    public RefundPage refunds(@Nullable RefundStatus status, int page, int limit) {
        return new RefundPage(
                list(status, PageRequest.of(page - 1, limit)),
                status == null ? refunds.count() : refunds.countByStatus(status));
    }

    /** One page of refunds and the length of the whole list. */
    public record RefundPage(List<Refund> refunds, long total) {}

    private List<Refund> list(@Nullable RefundStatus status, PageRequest page) {
        return status == null ? refunds.findAll(page) : refunds.findByStatus(status, page);
    }

    /** @throws NotFoundException when there is no such refund */
    public Refund refund(UUID id) {
        return refunds.findById(id).orElseThrow(() -> new NotFoundException("Refund"));
    }
}
