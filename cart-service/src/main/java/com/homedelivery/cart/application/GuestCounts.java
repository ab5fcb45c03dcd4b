package com.homedelivery.cart.application;

import java.time.Duration;

/** Counts the guests of each network, for all instances together. */
public interface GuestCounts {

    /**
     * Counts one more.
     *
     * @param network of the client
     * @param limit how many are granted in a window, which begins with the first
     * @return how long until one is granted again; zero when this one is
     */
    Duration take(String network, int limit, Duration window);
}
