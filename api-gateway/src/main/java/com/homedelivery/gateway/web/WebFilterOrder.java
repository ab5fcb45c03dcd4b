package com.homedelivery.gateway.web;

/** The order of the web filters, which a request passes before its route is looked up. */
final class WebFilterOrder {

    static final int TIMER = -120;
    static final int DEADLINE = -110;
    static final int RESPONSE_HEADERS = -100;
    static final int CORS = -90;
    static final int RATE_LIMIT = -80;

    /** What is refused above costs nobody a trace. */
    static final int TRACE = -75;

    static final int PATH_VALIDATION = -70;
    static final int CATALOGUE = -65;
    static final int REQUEST_BODY = -60;

    private WebFilterOrder() {}
}
