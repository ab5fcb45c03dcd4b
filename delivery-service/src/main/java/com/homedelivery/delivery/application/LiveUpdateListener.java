package com.homedelivery.delivery.application;

/** Gets the updates of all instances, its own included. */
public interface LiveUpdateListener {

    void onUpdate(LiveUpdate update);
}
