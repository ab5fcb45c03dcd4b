package com.homedelivery.notification.application;

import com.homedelivery.shared.event.DeliveryEvent;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryAssigned;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryCancelled;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryCompleted;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryDelayed;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryFailed;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryInTransit;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryReturned;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryStarted;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryUnassigned;
import com.homedelivery.shared.event.DeliveryEvent.NoRiderFound;
import com.homedelivery.shared.event.DeliveryEvent.PickupOverdue;
import com.homedelivery.shared.event.DomainEvent;
import com.homedelivery.shared.event.InventoryEvent;
import com.homedelivery.shared.event.NotificationEvent;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.event.OrderEvent.Address;
import com.homedelivery.shared.event.OrderEvent.OrderAdjusted;
import com.homedelivery.shared.event.OrderEvent.OrderCancelled;
import com.homedelivery.shared.event.OrderEvent.OrderConfirmed;
import com.homedelivery.shared.event.OrderEvent.OrderCreated;
import com.homedelivery.shared.event.OrderEvent.OrderDelivered;
import com.homedelivery.shared.event.OrderEvent.OrderFailed;
import com.homedelivery.shared.event.OrderEvent.OrderStuck;
import com.homedelivery.shared.event.PaymentEvent;
import com.homedelivery.shared.event.RiderLocationEvent;
import com.homedelivery.shared.event.UserEvent;
import com.homedelivery.shared.event.UserEvent.SecurityAlert;
import com.homedelivery.shared.event.UserEvent.UserDeleted;
import com.homedelivery.shared.event.UserEvent.UserEmailChanged;
import com.homedelivery.shared.event.UserEvent.UserProfileUpdated;
import com.homedelivery.shared.event.UserEvent.UserRegistered;
import com.homedelivery.shared.event.UserEvent.UserRoleChanged;
import com.homedelivery.shared.event.UserEvent.VerificationRequested;
import com.homedelivery.shared.geo.GeoPoint;
import java.util.Optional;

/**
 * What is told of an event about somebody whose account is gone: what has happened to the order, the money and the goods, of
 * which the merchant has to keep books, and nothing that tells who it was. As in the other services the town stays and the door
 * goes, and with it what people have written.
 */
final class ImpersonalEvents {

    private static final String GONE = "-";

    private ImpersonalEvents() {}

    /** Empty when nothing is left to be told. */
    static Optional<DomainEvent> of(DomainEvent event) {
        return switch (event) {
            case UserEvent user -> of(user);
            case OrderEvent order -> Optional.of(of(order));
            case PaymentEvent payment -> Optional.of(payment);
            case DeliveryEvent delivery -> of(delivery);
            case InventoryEvent inventory -> Optional.of(inventory);
            case NotificationEvent _, RiderLocationEvent _ -> Optional.empty();
        };
    }

    private static Optional<DomainEvent> of(UserEvent event) {
        return switch (event) {
            case UserRoleChanged _, UserDeleted _ -> Optional.of(event);
            case UserRegistered _, UserProfileUpdated _, UserEmailChanged _, VerificationRequested _, SecurityAlert _ ->
                Optional.empty();
        };
    }

    private static DomainEvent of(OrderEvent event) {
        return switch (event) {
            case OrderCreated created ->
                new OrderCreated(
                        created.orderId(),
                        created.userId(),
                        created.items(),
                        created.totalAmount(),
                        created.paymentMethod(),
                        townOf(created.deliveryAddress()),
                        created.createdAt(),
                        created.cartRevision(),
                        created.charges(),
                        created.slot());
            case OrderConfirmed confirmed ->
                new OrderConfirmed(
                        confirmed.orderId(),
                        confirmed.userId(),
                        confirmed.items(),
                        confirmed.totalAmount(),
                        townOf(confirmed.deliveryAddress()),
                        confirmed.confirmedAt());
            case OrderCancelled cancelled ->
                new OrderCancelled(cancelled.orderId(), cancelled.userId(), GONE, cancelled.cancelledAt());
            case OrderFailed failed -> new OrderFailed(failed.orderId(), failed.userId(), GONE, failed.failedAt());
            case OrderDelivered _, OrderAdjusted _, OrderStuck _ -> event;
        };
    }

    private static Address townOf(Address address) {
        return new Address(GONE, address.city(), address.state(), address.zipCode(), null, null, null);
    }

    private static Optional<DomainEvent> of(DeliveryEvent event) {
        return switch (event) {
            case DeliveryInTransit _ -> Optional.empty();
            case DeliveryCompleted completed ->
                Optional.of(new DeliveryCompleted(
                        completed.deliveryId(),
                        completed.orderId(),
                        completed.deliveryAgentId(),
                        completed.completedAt(),
                        townOf(completed.deliveryLocation()),
                        completed.durationMinutes(),
                        completed.distanceKm()));
            case DeliveryFailed failed ->
                Optional.of(new DeliveryFailed(failed.deliveryId(), failed.orderId(), GONE, failed.failedAt()));
            case DeliveryCancelled cancelled ->
                Optional.of(new DeliveryCancelled(
                        cancelled.deliveryId(), cancelled.orderId(), GONE, cancelled.cancelledAt()));
            case DeliveryAssigned _,
                    DeliveryStarted _,
                    DeliveryReturned _,
                    DeliveryUnassigned _,
                    PickupOverdue _,
                    DeliveryDelayed _,
                    NoRiderFound _ -> Optional.of(event);
        };
    }

    /** To one decimal: some ten kilometres. */
    private static GeoPoint townOf(GeoPoint door) {
        return new GeoPoint(Math.round(door.lat() * 10) / 10.0, Math.round(door.lng() * 10) / 10.0);
    }
}
