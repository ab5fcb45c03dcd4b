package com.homedelivery.inventory.application;

import com.homedelivery.shared.event.DeliveryEvent;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.security.Caller;
import com.homedelivery.shared.security.CallingService;
import com.homedelivery.shared.security.CurrentUser;

/**
 * Who changes the stock, and why.
 *
 * @param actor the id of a user, or the name of a service
 * @param reason in words, 200 characters at most
 */
public record ChangeCause(String actor, String reason) {

    /** A request of a user or service. */
    public static ChangeCause of(Caller caller, String reason) {
        return new ChangeCause(
                switch (caller) {
                    case CurrentUser user -> user.id().toString();
                    case CallingService service -> service.name();
                },
                reason);
    }

    static ChangeCause of(OrderEvent event) {
        return new ChangeCause("order-service", EventStream.typeOf(event));
    }

    static ChangeCause of(DeliveryEvent event) {
        return new ChangeCause("delivery-service", EventStream.typeOf(event));
    }

    /** A job of this service. */
    public static ChangeCause byThisService(String reason) {
        return new ChangeCause("inventory-service", reason);
    }
}
