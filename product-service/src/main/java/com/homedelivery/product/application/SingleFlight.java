package com.homedelivery.product.application;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Waits for a load that concurrent callers share. */
public final class SingleFlight {

    private SingleFlight() {}

    /** The loaded value; rethrows the loader's exception to every caller. */
    public static <T> T await(CompletableFuture<T> load) {
        try {
            return load.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
