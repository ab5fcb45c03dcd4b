package com.homedelivery.localstack.suite;

/** Services built on the same libraries; they share one AOT cache. */
public enum Family {
    /** Web, security, JPA on PostgreSQL, Redis, Kafka: all of it, or the cache would hold none of what one lacks. */
    JPA("jpa.JpaTrainer", 160),
    /** Web and security; whatever else one of them has, the others lack. */
    MVC("mvc.MvcTrainer", 128),
    /** The reactive gateway. */
    GATEWAY("gateway.GatewayTrainer", 128);

    private final String trainer;
    private final int heapMegabytes;

    Family(String trainer, int heapMegabytes) {
        this.trainer = trainer;
        this.heapMegabytes = heapMegabytes;
    }

    /** The application that stands for the family when its cache is made. */
    String trainerClass() {
        return "com.homedelivery.localstack.trainer." + trainer;
    }

    /** The largest heap that one of its services needs on a developer's machine. */
    String heapFlag() {
        return "-Xmx" + heapMegabytes + "m";
    }
}
