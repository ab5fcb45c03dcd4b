package com.homedelivery.order.application;

import com.homedelivery.order.domain.Order;
import com.homedelivery.order.domain.OrderStatus;
import com.homedelivery.order.domain.OrderStatusView;
import com.homedelivery.order.domain.OrderedProduct;
import com.homedelivery.order.domain.Orders;
import com.homedelivery.order.domain.TimelineEntry;
import com.homedelivery.shared.api.PageQuery;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.security.CurrentUser;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads orders: customers their own, admins any. */
@Service
@Transactional(readOnly = true)
public class FindOrders {

    private static final int MAX_WITHOUT_PAGE = 1000;

    private static final Set<OrderStatus> BOUGHT =
            EnumSet.of(OrderStatus.CONFIRMED, OrderStatus.PROCESSING, OrderStatus.SHIPPED, OrderStatus.DELIVERED);

    private static final Sort NEWEST_FIRST = Sort.by(Sort.Direction.DESC, "createdAt", "id");

    private static final Sort LONGEST_STUCK_FIRST = Sort.by("stuckReportedAt", "id");

    private final Orders orders;

    FindOrders(Orders orders) {
        this.orders = orders;
    }

    /** @throws NotFoundException when there is no such order, or it is someone else's */
    public Order find(CurrentUser user, UUID orderId) {
        return orders.findById(orderId)
                .filter(order -> order.isVisibleTo(user))
                .orElseThrow(() -> new NotFoundException("Order"));
    }

    /**
     * A customer's orders, newest first.
     *
     * @param status only those, or null for all
     * @param query which page; the first {@value #MAX_WITHOUT_PAGE} when none is asked for
     */
    public Page<Order> findByUser(UUID userId, @Nullable OrderStatus status, PageQuery query) {
        Set<OrderStatus> statuses = status == null ? EnumSet.allOf(OrderStatus.class) : EnumSet.of(status);
        return orders.findByUserIdAndStatusIn(userId, statuses, pageOf(query, NEWEST_FIRST));
    }

    /**
     * All orders that are stuck and need a person, longest reported first.
     *
     * @param query which page; the first {@value #MAX_WITHOUT_PAGE} when none is asked for
     */
    public Page<Order> findStuck(PageQuery query) {
        return orders.findByStuckReportedAtIsNotNull(pageOf(query, LONGEST_STUCK_FIRST));
    }

    private static PageRequest pageOf(PageQuery query, Sort sort) {
        return query.isRequested()
                ? PageRequest.of(query.pageOrFirst() - 1, query.limitOrDefault(), sort)
                : PageRequest.of(0, MAX_WITHOUT_PAGE, sort);
    }

    /** All orders of a person, newest first. */
    public List<Order> findAllOf(UUID userId) {
        return orders.findByUserIdOrderByCreatedAtDesc(userId);
    }

    /** What a customer has bought, what was ordered last first; without orders that are unpaid, cancelled or failed. */
    public Page<OrderedProduct> findProducts(UUID userId, PageQuery query) {
        return orders.findProducts(userId, BOUGHT, PageRequest.of(query.pageOrFirst() - 1, query.limitOrDefault()));
    }

    /** The statuses of any orders, for other services; those that do not exist are missing. */
    public List<OrderStatusView> findStatuses(Collection<UUID> ids) {
        return orders.findStatuses(ids);
    }

    /** @throws NotFoundException when there is no such order, or it is someone else's */
    public List<TimelineEntry> findTimeline(CurrentUser user, UUID orderId) {
        return find(user, orderId).timeline();
    }
}
