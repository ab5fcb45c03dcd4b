package com.homedelivery.payment.application;

import com.homedelivery.payment.domain.PayableOrder;
import com.homedelivery.payment.domain.PayableOrders;
import com.homedelivery.payment.domain.Payment;
import com.homedelivery.payment.domain.Payments;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Closes an order to payments, for whoever is about to cancel it unpaid. Whether it can be closed or a payment has
 * begun is decided under the order's lock, so that of a payment and a closing in the same instant exactly one comes
 * first.
 */
@Component
public class CloseOrder {

    private final PayableOrders payables;
    private final Payments payments;
    private final Clock clock;

    CloseOrder(PayableOrders payables, Payments payments, Clock clock) {
        this.payables = payables;
        this.payments = payments;
        this.clock = clock;
    }

    /**
     * Closes the order, unless it has a payment that has not failed. An order that is not known yet is closed too:
     * events that come later do not open it. Another call returns what is true then.
     *
     * @return the payment for which the order was not closed; empty: it is closed, and no payment begins any more
     */
    @Transactional
    public Optional<Payment> close(UUID orderId, UUID userId) {
        PayableOrder order = payables.findOrCreateForUpdate(orderId, userId);
        Optional<Payment> live = payments.findLiveByOrderIdForUpdate(orderId);
        if (live.isEmpty()) {
            order.close(clock.instant());
        }
        return live;
    }
}
