package com.homedelivery.gateway.application;

/** How many requests an instance lets through before its peers know of them. */
enum RateLimitTolerance {
    /** There are no peers, or they cannot be told: this instance's own count decides. */
    UNBOUNDED {
        @Override
        long of(int limit) {
            return Long.MAX_VALUE;
        }
    },
    /** A twentieth of the limit, at least one. */
    TWENTIETH {
        @Override
        long of(int limit) {
            return Math.max(1, limit / 20);
        }
    };

    abstract long of(int limit);
}
