package com.homedelivery.delivery.application;

/** Hears what has happened on any instance, this one too. */
public interface LiveUpdateListener {

    void hear(LiveUpdate update);
}
