package com.homedelivery.localstack.suite;

/** Services built on the same libraries; they share one AOT cache, which holds what all of them have. */
public enum AotProfile {
    /** Web, security, JPA on PostgreSQL, Redis, Kafka: all of it, or the cache would hold none of what one lacks. */
    JPA("auth-service", 160),
    /** Web and security; whatever else one of them has, the others lack. */
    MVC("cart-service", 128),
    /** The reactive gateway. */
    GATEWAY("api-gateway", 128);

    private final String trainedBy;
    private final int heapMegabytes;

    AotProfile(String trainedBy, int heapMegabytes) {
        this.trainedBy = trainedBy;
        this.heapMegabytes = heapMegabytes;
    }

    /** The service that is run to make the cache: one with few libraries that the others lack. */
    String trainedBy() {
        return trainedBy;
    }

    /** The largest heap that one of the services needs on a developer's machine. */
    int heapMegabytes() {
        return heapMegabytes;
    }
}
