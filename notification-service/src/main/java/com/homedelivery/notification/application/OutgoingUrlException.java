package com.homedelivery.notification.application;

/** A URL that we do not call. Its message goes on from "the URL": {@code must begin with https://}. */
public class OutgoingUrlException extends Exception {

    public OutgoingUrlException(String message) {
        super(message);
    }
}
