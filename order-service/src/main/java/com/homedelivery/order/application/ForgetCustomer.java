package com.homedelivery.order.application;

import com.homedelivery.order.domain.Orders;
import com.homedelivery.order.domain.Quotes;
import com.homedelivery.shared.event.UserEvent.UserDeleted;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Forgets who ordered. The orders stay, for the books: goods, sums, times, and the town that they went to. Orders under way still
 * have to find the door; they are forgotten when they end.
 */
@Service
public class ForgetCustomer {

    private final Orders orders;
    private final Quotes quotes;

    ForgetCustomer(Orders orders, Quotes quotes) {
        this.orders = orders;
        this.quotes = quotes;
    }

    @Transactional
    public void on(UserDeleted deleted) {
        UUID userId = deleted.userId();
        orders.markToForgetAtEnd(userId);
        orders.forgetWordsOfEnded(userId);
        orders.forgetAddressesOfEnded(userId);
        quotes.deleteOf(userId);
    }
}
