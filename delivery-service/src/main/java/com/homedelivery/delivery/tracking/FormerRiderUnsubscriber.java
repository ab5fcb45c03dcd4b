package com.homedelivery.delivery.tracking;

import com.homedelivery.delivery.application.FindDeliveries;
import com.homedelivery.delivery.domain.DeliveryParties;
import com.homedelivery.delivery.tracking.StompDestination.DeliveryTopic;
import com.homedelivery.shared.security.Role;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.user.SimpSubscription;
import org.springframework.messaging.simp.user.SimpUserRegistry;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.messaging.SessionUnsubscribeEvent;

/**
 * Ends the STOMP subscription of a rider to a delivery that is not theirs any more. Every instance gets an update when a
 * delivery loses its rider; as updates may be lost, the database is asked now and then as well. Nobody else loses access to a
 * delivery while their token is valid.
 */
@Component
class FormerRiderUnsubscriber {

    private static final int BATCH_SIZE = 500;

    private final SimpUserRegistry users;
    private final FindDeliveries deliveries;
    private final ClientFrames frames;
    private final ApplicationEventPublisher localEvents;

    FormerRiderUnsubscriber(
            SimpUserRegistry users,
            FindDeliveries deliveries,
            ClientFrames frames,
            ApplicationEventPublisher localEvents) {
        this.users = users;
        this.deliveries = deliveries;
        this.frames = frames;
        this.localEvents = localEvents;
    }

    /** A rider's subscription to the delivery of an order. */
    private record RiderSubscription(UUID rider, UUID orderId, SimpSubscription registered) {

        static Optional<RiderSubscription> of(SimpSubscription subscription) {
            return subscription.getSession().getUser().getPrincipal() instanceof TrackingUser trackingUser
                            && trackingUser.user().role() == Role.RIDER
                            && StompDestination.parse(subscription.getDestination())
                                            .orElse(null)
                                    instanceof DeliveryTopic(UUID orderId)
                    ? Optional.of(new RiderSubscription(trackingUser.user().id(), orderId, subscription))
                    : Optional.empty();
        }
    }

    /** The delivery of an order is no longer this rider's. */
    void unsubscribe(UUID rider, UUID orderId) {
        subscriptions()
                .filter(subscription -> subscription.rider().equals(rider)
                        && subscription.orderId().equals(orderId))
                .forEach(this::unsubscribe);
    }

    /** Finds the riders whose updates were lost. */
    @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    void poll() {
        Map<UUID, List<RiderSubscription>> byOrder =
                subscriptions().collect(Collectors.groupingBy(RiderSubscription::orderId));
        byOrder.keySet().stream()
                .gather(Gatherers.windowFixed(BATCH_SIZE))
                .flatMap(orders -> deliveries.partiesOf(orders).stream())
                .forEach(parties -> unsubscribeAllBut(parties, byOrder.getOrDefault(parties.orderId(), List.of())));
    }

    private void unsubscribeAllBut(DeliveryParties parties, Collection<RiderSubscription> subscriptions) {
        subscriptions.stream()
                .filter(subscription -> !parties.includes(subscription.rider()))
                .forEach(this::unsubscribe);
    }

    private Stream<RiderSubscription> subscriptions() {
        return users
                .findSubscriptions(
                        subscription -> RiderSubscription.of(subscription).isPresent())
                .stream()
                .map(RiderSubscription::of)
                .flatMap(Optional::stream);
    }

    /** Publishes the event of Spring's protocol handler, which the user registry needs. */
    private void unsubscribe(RiderSubscription subscription) {
        SimpSubscription registered = subscription.registered();
        Message<byte[]> frame = frames.unsubscribe(registered.getSession().getId(), registered.getId());
        localEvents.publishEvent(new SessionUnsubscribeEvent(
                this, frame, registered.getSession().getUser().getPrincipal()));
    }
}
