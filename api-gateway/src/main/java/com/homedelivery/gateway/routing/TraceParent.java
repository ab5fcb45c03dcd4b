package com.homedelivery.gateway.routing;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * The trace that a request begins with (W3C Trace Context). Its id is the request's own, when that is a UUID, so that
 * what a client reads in {@code X-Request-Id} leads to the lines of the services.
 */
final class TraceParent {

    static final String HEADER = "traceparent";

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** One trace in so many is recorded. */
    private static final int SAMPLED = 10;

    private TraceParent() {}

    static String startingWith(String requestId) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        String trace = UUID.matcher(requestId).matches()
                ? requestId.replace("-", "")
                : hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong(1, Long.MAX_VALUE));
        String span = hex.toHexDigits(random.nextLong(1, Long.MAX_VALUE));
        return "00-" + trace + "-" + span + (random.nextInt(SAMPLED) == 0 ? "-01" : "-00");
    }
}
