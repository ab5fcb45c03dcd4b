package com.homedelivery.order.web;

import com.homedelivery.order.domain.OrderStatus;
import com.homedelivery.order.domain.TimelineEntry;
import java.time.Instant;

/** @param status of the order after it happened */
record TimelineResponse(OrderStatus status, String cause, Instant at) {

    static TimelineResponse of(TimelineEntry entry) {
        return new TimelineResponse(entry.status(), entry.cause(), entry.at());
    }
}
