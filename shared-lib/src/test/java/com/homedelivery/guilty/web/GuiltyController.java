package com.homedelivery.guilty.web;

import com.homedelivery.guilty.messaging.GuiltyListener;

/** Public, and sees another edge. */
public class GuiltyController {

    private final GuiltyListener listener = new GuiltyListener();

    @Override
    public String toString() {
        return listener.toString();
    }
}
