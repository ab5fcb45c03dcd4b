package com.homedelivery.gateway.web;

/** In which order a request passes the filters at the door. */
final class DoorOrder {

    static final int ANSWER_HEADERS = -100;
    static final int CORS = -90;
    static final int RATE_LIMIT = -80;
    static final int PATH_CHECK = -70;
    static final int BODY_LIMIT = -60;

    private DoorOrder() {}
}
