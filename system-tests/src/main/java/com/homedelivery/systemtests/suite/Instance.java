package com.homedelivery.systemtests.suite;

/**
 * One of the two instances of a service that a {@link TestSuite} can run.
 *
 * @param service name of the service
 * @param copy whether it is the second one
 */
public record Instance(String service, boolean copy) {

    public static Instance first(String service) {
        return new Instance(service, false);
    }

    public static Instance second(String service) {
        return new Instance(service, true);
    }

    /** {@code order-service#1} or {@code order-service#2}. */
    @Override
    public String toString() {
        return service + (copy ? "#2" : "#1");
    }
}
