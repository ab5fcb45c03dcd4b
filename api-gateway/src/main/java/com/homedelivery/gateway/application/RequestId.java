package com.homedelivery.gateway.application;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id of one request in logs, in calls of services and in the response. */
public final class RequestId {

    public static final String HEADER = "X-Request-Id";

    private static final String ATTRIBUTE = RequestId.class.getName();
    private static final Pattern LOGGABLE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestId() {}

    /** The caller's own id if it can stand in a log, else a new one. */
    public static String choose(@Nullable String offered) {
        return offered != null && LOGGABLE.matcher(offered).matches()
                ? offered
                : UuidCreator.getTimeOrderedEpoch().toString();
    }

    /** @param offered the caller's own id */
    public static void assign(Map<String, Object> attributes, @Nullable String offered) {
        attributes.put(ATTRIBUTE, choose(offered));
    }

    /** The id that {@link #assign} left in the attributes of a request. */
    public static String in(Map<String, Object> attributes) {
        return (String) Objects.requireNonNull(attributes.get(ATTRIBUTE));
    }
}
