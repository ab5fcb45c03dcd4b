package com.homedelivery.gateway.web;

/** In which order a request passes the web filters, before it is routed. */
final class WebFilterOrder {

    static final int TIMER = -120;
    static final int DEADLINE = -110;
    static final int RESPONSE_HEADERS = -100;
    static final int CORS = -90;
    static final int RATE_LIMIT = -80;
    static final int PATH_CHECK = -70;
    static final int CATALOGUE = -65;
    static final int REQUEST_BODY = -60;

    private WebFilterOrder() {}
}
