package com.homedelivery.order.application;

import com.homedelivery.order.domain.OrderLine;
import java.util.List;
import java.util.UUID;

/** Stock put aside for orders. A reservation that nobody commits lapses by itself. */
public interface StockReservations {

    /**
     * Puts aside all lines or none.
     *
     * @throws OrderRefusedException with the short lines when there is not enough
     * @throws com.homedelivery.shared.api.ServiceUnavailable when nobody answers; the stock may or may not be reserved
     */
    void reserve(UUID orderId, List<OrderLine> lines);

    /**
     * Gives back what was put aside, if anything was.
     *
     * @throws com.homedelivery.shared.api.ServiceUnavailable when nobody answers
     */
    void release(UUID orderId);

    /** What is known of an order's reservation, in words for admins; also that nobody answers. */
    String describe(UUID orderId);
}
