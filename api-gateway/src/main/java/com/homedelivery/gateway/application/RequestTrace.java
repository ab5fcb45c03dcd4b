package com.homedelivery.gateway.application;

import java.util.Map;
import java.util.Objects;

/**
 * The trace that a request belongs to.
 *
 * @param headers what the services are told of it: {@code traceparent} and perhaps {@code tracestate} (W3C Trace Context)
 */
public record RequestTrace(Map<String, String> headers) {

    private static final String ATTRIBUTE = RequestTrace.class.getName();

    public RequestTrace {
        headers = Map.copyOf(headers);
    }

    /** The trace that {@link #storeIn} left in the attributes of a request. */
    public static RequestTrace in(Map<String, Object> attributes) {
        return (RequestTrace) Objects.requireNonNull(attributes.get(ATTRIBUTE));
    }

    public void storeIn(Map<String, Object> attributes) {
        attributes.put(ATTRIBUTE, this);
    }
}
