package com.homedelivery.gateway.application;

import java.util.concurrent.CompletableFuture;

/** What the instances of the gateway, peers of each other, tell each other of their callers, in the background. */
public interface SharedRateLimitCounts {

    /** Has this caller reported with the next exchange. While there are no peers, there is nobody to report to. */
    void report(CallerRateLimit caller);

    /** Has this done whenever there are peers after there were none. */
    void onPeersAppearing(Runnable action);

    /** Asks for an exchange at once; done when one that began from here on has ended, or failed. Never fails. */
    CompletableFuture<Void> exchanged();

    /** Whether the last exchange succeeded. */
    boolean isAvailable();

    /** Whether there were other instances at the last exchange. */
    boolean hasPeers();
}
