package com.homedelivery.inventory.application;

import com.homedelivery.inventory.domain.MovementReason;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryReturned;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.event.OrderEvent.OrderCancelled;
import com.homedelivery.shared.event.OrderEvent.OrderConfirmed;
import com.homedelivery.shared.event.OrderEvent.OrderFailed;
import com.homedelivery.shared.security.Caller;
import com.homedelivery.shared.security.CallingService;
import com.homedelivery.shared.security.CurrentUser;
import org.jspecify.annotations.Nullable;

/**
 * Who changes the stock, and why.
 *
 * @param actor the id of a user, or the name of a service
 * @param code the reason for programs
 * @param reason in words, 200 characters at most
 * @param reference number of the delivery note, id of the stock take, or null when there is none; 100 characters at most
 */
public record ChangeCause(
        String actor,
        MovementReason code,
        String reason,
        @Nullable String reference) {

    /** A request of a user or service. */
    public static ChangeCause of(Caller caller, MovementReason code, String reason, @Nullable String reference) {
        return new ChangeCause(
                switch (caller) {
                    case CurrentUser user -> user.id().toString();
                    case CallingService service -> service.name();
                },
                code,
                reason,
                reference);
    }

    /** A request of a user or service, without a reference. */
    public static ChangeCause of(Caller caller, MovementReason code, String reason) {
        return of(caller, code, reason, null);
    }

    static ChangeCause of(OrderConfirmed event) {
        return new ChangeCause("order-service", MovementReason.ORDER_CONFIRMED, EventStream.typeOf(event), null);
    }

    static ChangeCause of(OrderCancelled event) {
        return new ChangeCause("order-service", MovementReason.ORDER_CANCELLED, EventStream.typeOf(event), null);
    }

    static ChangeCause of(OrderFailed event) {
        return new ChangeCause("order-service", MovementReason.ORDER_FAILED, EventStream.typeOf(event), null);
    }

    static ChangeCause of(DeliveryReturned event) {
        return new ChangeCause("delivery-service", MovementReason.DELIVERY_RETURNED, EventStream.typeOf(event), null);
    }

    /** A job of this service. */
    public static ChangeCause byThisService(MovementReason code, String reason) {
        return new ChangeCause("inventory-service", code, reason, null);
    }
}
