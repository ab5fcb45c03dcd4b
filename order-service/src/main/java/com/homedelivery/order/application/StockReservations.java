package com.homedelivery.order.application;

import com.homedelivery.order.domain.pricing.OrderLine;
import java.util.List;
import java.util.UUID;

/** The reservations of the inventory service, by order. One that is never committed expires. */
public interface StockReservations {

    /**
     * Reserves all lines or none.
     *
     * @throws OrderRefusedException with the short lines when there is not enough
     * @throws com.homedelivery.shared.api.error.ServiceUnavailableException when the inventory service does not answer; the stock may or may not be
     *     reserved
     */
    void reserve(UUID orderId, List<OrderLine> lines);

    /**
     * Releases what is reserved, if anything is.
     *
     * @throws com.homedelivery.shared.api.error.ServiceUnavailableException when the inventory service does not answer
     */
    void release(UUID orderId);

    /** The state of an order's reservation, in words for admins; also when it is unknown. */
    String describe(UUID orderId);
}
