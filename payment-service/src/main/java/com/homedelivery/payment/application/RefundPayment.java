package com.homedelivery.payment.application;

import com.homedelivery.payment.domain.PaymentRefusedException;
import com.homedelivery.payment.domain.Payments;
import com.homedelivery.payment.domain.Refund;
import com.homedelivery.payment.domain.Refunds;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.idempotency.IdempotencyKey;
import com.homedelivery.shared.idempotency.IdempotentRequests;
import com.homedelivery.shared.work.WakeUpSignal;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives a customer money back, at an admin's request. Refunds that nobody asks for follow from events, in {@link
 * PaymentWorkflow}, or from what the provider says, in {@link ApplyProviderResult}. {@link SettlementJob} asks the provider for
 * all of them.
 */
@Component
public class RefundPayment {

    private final IdempotentRequests requests;
    private final Payments payments;
    private final Refunds refunds;
    private final WakeUpSignal settlementSignal;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RefundPayment(
            IdempotentRequests requests,
            Payments payments,
            Refunds refunds,
            WakeUpSignal settlementSignal,
            TransactionTemplate transaction,
            Clock clock) {
        this.requests = requests;
        this.payments = payments;
        this.refunds = refunds;
        this.settlementSignal = settlementSignal;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * What an admin asks for.
     *
     * @param amount more than 0, with at most two decimals; null for all that is left
     * @param reason for the books
     */
    public record Command(
            UUID paymentId,
            @Nullable BigDecimal amount,
            @Nullable String reason) {}

    /**
     * Reserves the money; the provider is asked right afterwards.
     *
     * @param key null when the client sent none
     * @return id of the refund
     * @throws NotFoundException when there is no such payment
     * @throws PaymentRefusedException when it was not successful, or less is left of it
     */
    public UUID refund(Command command, @Nullable IdempotencyKey key) {
        return transaction.execute(_ -> requests.onceWithin(key, command, () -> {
            Refund refund = payments.findByIdForUpdate(command.paymentId())
                    .orElseThrow(() -> new NotFoundException("Payment"))
                    .refund(command.amount(), command.reason(), clock.instant());
            refunds.save(refund);
            settlementSignal.wakeUpAfterCommit();
            return refund.id();
        }));
    }
}
