package com.homedelivery.localstack.suite;

import java.util.List;

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

    /** @param heapMegabytes the largest heap that one of the services needs on a developer's machine */
    AotProfile(String trainedBy, int heapMegabytes) {
        this.trainedBy = trainedBy;
        this.heapMegabytes = heapMegabytes;
    }

    /** The service that is run to make the cache: one with few libraries that the others lack. */
    String trainedBy() {
        return trainedBy;
    }

    /** What the JVMs of the services are told, for a quick start and little memory, not for throughput. */
    List<String> jvmFlags() {
        return List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmn16m",
                "-Xss512k",
                "-XX:ReservedCodeCacheSize=64m",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                // ADR 23: classes are loaded by many virtual threads at once, and each then keeps its carrier.
                "-Djdk.virtualThreadScheduler.parallelism=8",
                "-Xmx" + heapMegabytes + "m");
    }
}
