package com.homedelivery.product.application;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Waits for what one thread loads for many. */
public final class SingleFlight {

    private SingleFlight() {}

    /** What was loaded; what the loader threw is thrown to each that waits. */
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
