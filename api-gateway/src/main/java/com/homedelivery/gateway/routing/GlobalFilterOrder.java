package com.homedelivery.gateway.routing;

import org.springframework.cloud.gateway.filter.NettyWriteResponseFilter;
import org.springframework.core.Ordered;

/** The order of the filters that a request passes once its route is known. */
final class GlobalFilterOrder {

    static final int AUTHENTICATION = Ordered.HIGHEST_PRECEDENCE + 100;

    /** Sees the head of a service's response before any of it is passed on. */
    static final int RESPONSE_CHECK = NettyWriteResponseFilter.WRITE_RESPONSE_FILTER_ORDER + 10;

    /** Sees it before {@link #RESPONSE_CHECK}. */
    static final int RESPONSE_RECEIVED = RESPONSE_CHECK + 10;

    /** Just before the filters that call the service. */
    static final int BEFORE_ROUTING = Ordered.LOWEST_PRECEDENCE - 10;

    private GlobalFilterOrder() {}
}
