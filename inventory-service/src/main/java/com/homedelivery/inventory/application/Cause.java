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
public record Cause(String actor, String reason) {

    /** What somebody asked for. */
    public static Cause of(Caller caller, String reason) {
        return new Cause(
                switch (caller) {
                    case CurrentUser user -> user.id().toString();
                    case CallingService service -> service.name();
                },
                reason);
    }

    static Cause of(OrderEvent event) {
        return new Cause("order-service", EventStream.typeOf(event));
    }

    static Cause of(DeliveryEvent event) {
        return new Cause("delivery-service", EventStream.typeOf(event));
    }

    /** What this service does of itself. */
    public static Cause ownWork(String reason) {
        return new Cause("inventory-service", reason);
    }
}
