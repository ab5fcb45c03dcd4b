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
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.user.SimpSubscription;
import org.springframework.messaging.simp.user.SimpUserRegistry;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.messaging.SessionUnsubscribeEvent;

/**
 * Whose delivery it no longer is, watches it no longer. Every instance is told when a delivery loses its rider; as it may
 * not hear of it, the database is asked now and then. Nobody else loses the right to a delivery while their token is good.
 */
@Component
class RiderSubscriptions {

    private static final int ORDERS_AT_ONCE = 500;

    private final SimpUserRegistry users;
    private final FindDeliveries deliveries;
    private final ClientFrames frames;
    private final ApplicationEventPublisher listeners;

    RiderSubscriptions(
            SimpUserRegistry users,
            FindDeliveries deliveries,
            ClientFrames frames,
            ApplicationEventPublisher listeners) {
        this.users = users;
        this.deliveries = deliveries;
        this.frames = frames;
        this.listeners = listeners;
    }

    /** A rider's subscription to the delivery of an order. */
    private record Watched(UUID rider, UUID orderId, SimpSubscription subscription) {

        static Optional<Watched> of(SimpSubscription subscription) {
            return subscription.getSession().getUser().getPrincipal() instanceof TrackingUser watcher
                            && watcher.user().role() == Role.RIDER
                            && StompDestination.parse(subscription.getDestination())
                                            .orElse(null)
                                    instanceof DeliveryTopic(UUID orderId)
                    ? Optional.of(new Watched(watcher.user().id(), orderId, subscription))
                    : Optional.empty();
        }
    }

    /** The delivery of an order is no longer this rider's. */
    void end(UUID rider, UUID orderId) {
        watched()
                .filter(watched ->
                        watched.rider().equals(rider) && watched.orderId().equals(orderId))
                .forEach(this::end);
    }

    /** Finds deliveries that have lost their rider without this instance being told. */
    @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    void endRevoked() {
        Map<UUID, List<Watched>> byOrder = watched().collect(Collectors.groupingBy(Watched::orderId));
        List<UUID> orders = List.copyOf(byOrder.keySet());
        for (int from = 0; from < orders.size(); from += ORDERS_AT_ONCE) {
            deliveries
                    .partiesOf(orders.subList(from, Math.min(from + ORDERS_AT_ONCE, orders.size())))
                    .forEach(parties -> endAllBut(parties, byOrder.getOrDefault(parties.orderId(), List.of())));
        }
    }

    private void endAllBut(DeliveryParties parties, Collection<Watched> subscriptions) {
        subscriptions.stream()
                .filter(watched -> !parties.include(watched.rider()))
                .forEach(this::end);
    }

    private Stream<Watched> watched() {
        return users.findSubscriptions(subscription -> Watched.of(subscription).isPresent()).stream()
                .map(Watched::of)
                .flatMap(Optional::stream);
    }

    /** As the protocol handler does for a frame that comes in by itself: the registry of users learns of it. */
    private void end(Watched watched) {
        SimpSubscription subscription = watched.subscription();
        Message<byte[]> frame = frames.unsubscribe(subscription.getSession().getId(), subscription.getId());
        listeners.publishEvent(new SessionUnsubscribeEvent(
                this, frame, subscription.getSession().getUser().getPrincipal()));
    }
}
