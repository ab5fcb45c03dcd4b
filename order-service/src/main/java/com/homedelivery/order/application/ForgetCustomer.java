package com.homedelivery.order.application;

import com.homedelivery.order.domain.ForgottenCustomers;
import com.homedelivery.order.domain.Orders;
import com.homedelivery.order.domain.Quotes;
import com.homedelivery.order.domain.SlotHolds;
import com.homedelivery.shared.event.UserEvent.UserDeleted;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Forgets who ordered, and {@link ForgetCustomersJob} what is written afterwards. The orders stay, for the books: goods, sums, times, and the town that they went to. Orders under way still
 * have to find the door; they are forgotten when they end.
 */
@Service
public class ForgetCustomer {

    private final Orders orders;
    private final Quotes quotes;
    private final SlotHolds holds;
    private final ForgottenCustomers customers;
    private final Clock clock;

    ForgetCustomer(Orders orders, Quotes quotes, SlotHolds holds, ForgottenCustomers customers, Clock clock) {
        this.orders = orders;
        this.quotes = quotes;
        this.holds = holds;
        this.customers = customers;
        this.clock = clock;
    }

    @Transactional
    public void on(UserDeleted deleted) {
        customers.insertIfAbsent(deleted.userId(), clock.instant());
        forget(List.of(deleted.userId()));
    }

    /** Changes nothing where nothing is left. */
    @Transactional(propagation = Propagation.MANDATORY)
    void forget(List<UUID> userIds) {
        orders.markToForgetAtEnd(userIds);
        orders.forgetWordsOfEnded(userIds);
        orders.forgetAddressesOfEnded(userIds);
        quotes.deleteThoseOf(userIds);
        holds.deleteThoseOf(userIds);
    }
}
