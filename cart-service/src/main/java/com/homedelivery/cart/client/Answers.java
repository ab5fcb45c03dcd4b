package com.homedelivery.cart.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Answers that another request may have asked for. */
final class Answers {

    private Answers() {}

    /** Waits for an answer, and fails as it has failed. */
    static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
