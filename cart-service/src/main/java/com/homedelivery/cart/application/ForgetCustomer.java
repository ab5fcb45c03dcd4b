package com.homedelivery.cart.application;

import com.homedelivery.shared.event.UserEvent;
import com.homedelivery.shared.event.UserEvent.UserDeleted;
import org.springframework.stereotype.Service;

/** Forgets the cart and the saved items of somebody who has no account any more. */
@Service
public class ForgetCustomer {

    private final Carts carts;

    public ForgetCustomer(Carts carts) {
        this.carts = carts;
    }

    public void on(UserEvent event) {
        if (event instanceof UserDeleted deleted) {
            carts.forget(deleted.userId());
        }
    }
}
