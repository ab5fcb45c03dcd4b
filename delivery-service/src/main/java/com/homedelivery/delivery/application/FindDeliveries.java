package com.homedelivery.delivery.application;

import com.homedelivery.delivery.DeliveryProperties;
import com.homedelivery.delivery.domain.Deliveries;
import com.homedelivery.delivery.domain.Delivery;
import com.homedelivery.delivery.domain.DeliveryParties;
import com.homedelivery.delivery.domain.DeliveryStatus;
import com.homedelivery.delivery.domain.OrderTombstones;
import com.homedelivery.shared.api.PageQuery;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.shared.security.Role;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads deliveries and offers for those who may see them. */
@Service
@Transactional(readOnly = true)
public class FindDeliveries {

    /** Of a list for which no page was asked. */
    private static final int MAX_UNPAGED = 100;

    private final Deliveries deliveries;
    private final OrderTombstones orderTombstones;
    private final DeliveryViewAssembler views;
    private final DeliveryProperties properties;
    private final Clock clock;

    FindDeliveries(
            Deliveries deliveries,
            OrderTombstones orderTombstones,
            DeliveryViewAssembler views,
            DeliveryProperties properties,
            Clock clock) {
        this.deliveries = deliveries;
        this.orderTombstones = orderTombstones;
        this.views = views;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * The delivery of an order, for its customer, its rider and admins.
     *
     * @throws NotFoundException when there is none, or the viewer may not see it
     */
    public DeliveryView track(UUID orderId, CurrentUser viewer) {
        return deliveries
                .findByOrderId(orderId)
                .filter(delivery -> maySee(delivery, viewer))
                .map(delivery -> worksOn(delivery, viewer) ? views.of(delivery) : views.forCustomer(delivery))
                .orElseThrow(() -> new NotFoundException("Delivery"));
    }

    private static boolean maySee(Delivery delivery, CurrentUser viewer) {
        return delivery.belongsTo(viewer.id()) || worksOn(delivery, viewer);
    }

    private static boolean worksOn(Delivery delivery, CurrentUser viewer) {
        return viewer.isAdmin() || (viewer.role() == Role.RIDER && delivery.isAssignedTo(viewer.id()));
    }

    /** Whether an order has a delivery, whoever's it is. */
    public boolean exists(UUID orderId) {
        return deliveries.existsByOrderId(orderId);
    }

    /** Those of the orders that have a delivery, whoever's they are. */
    public List<UUID> existingAmong(Collection<UUID> orderIds) {
        return deliveries.findOrderIdsWithDelivery(orderIds);
    }

    /** The customers and riders of these orders. */
    public List<DeliveryParties> partiesOf(Collection<UUID> orderIds) {
        return deliveries.findPartiesByOrderIds(orderIds);
    }

    /** The state of the delivery of an order, for other services, also when there is none. */
    public OrderDelivery ofOrder(UUID orderId) {
        return deliveries
                .findByOrderId(orderId)
                .map(OrderDelivery::of)
                .or(() -> orderTombstones.findById(orderId).map(OrderDelivery::of))
                .orElseGet(() -> OrderDelivery.none(orderId));
    }

    /** A rider's deliveries, newest first, at most a hundred. */
    public List<DeliveryView> allOfRider(UUID riderId) {
        return deliveries.findByRiderIdOrderByCreatedAtDesc(riderId, PageRequest.ofSize(MAX_UNPAGED)).stream()
                .map(views::of)
                .toList();
    }

    /** What a rider can accept right now: nothing while busy. */
    public List<OfferView> offersTo(UUID riderId) {
        if (deliveries.findActiveIdByRiderId(riderId).isPresent()) {
            return List.of();
        }
        return deliveries.findOpenOffersTo(riderId, clock.instant()).stream()
                .map(offer -> OfferView.of(offer, properties.travel().time()))
                .toList();
    }

    /**
     * Deliveries for an admin, newest first; the first hundred when no page was asked for.
     *
     * @param status only these, or null for all
     */
    public Page<DeliveryView> all(@Nullable DeliveryStatus status, PageQuery page) {
        PageRequest slice = page.isRequested()
                ? PageRequest.of(page.pageOrFirst() - 1, page.limitOrDefault())
                : PageRequest.ofSize(MAX_UNPAGED);
        return deliveries.findByStatus(status, slice).map(views::of);
    }
}
