package com.homedelivery.gateway.routing;

import org.springframework.cloud.gateway.filter.NettyWriteResponseFilter;
import org.springframework.core.Ordered;

/** In which order a request passes the filters between the door and a service. */
final class GlobalFilterOrder {

    static final int TOKEN_CHECK = Ordered.HIGHEST_PRECEDENCE + 100;

    /** Sees the head of a service's answer before any of it is passed on. */
    static final int ANSWER_CHECK = NettyWriteResponseFilter.WRITE_RESPONSE_FILTER_ORDER + 10;

    /** Sees it before {@link #ANSWER_CHECK}. */
    static final int ANSWER_RECEIVED = ANSWER_CHECK + 10;

    /** Just before the filters that call the service. */
    static final int BEFORE_THE_CALL = Ordered.LOWEST_PRECEDENCE - 10;

    private GlobalFilterOrder() {}
}
