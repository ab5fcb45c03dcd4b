package com.homedelivery.shared.api;

/** More is asked at this moment than can be done. Nothing is done for this request: it can be sent again. */
public class Overloaded extends Refusal {

    public Overloaded(String message) {
        super(ErrorCode.SERVICE_ERROR, message);
    }
}
