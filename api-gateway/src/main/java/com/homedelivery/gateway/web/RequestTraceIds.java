package com.homedelivery.gateway.web;

import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Names a trace after the request that begins it, when that has a UUID for a name: what a client reads in
 * {@code X-Request-Id} leads to the trace and to the lines of the services.
 */
final class RequestTraceIds implements IdGenerator {

    private static final ScopedValue<String> REQUEST = ScopedValue.newInstance();
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final IdGenerator random = IdGenerator.random();

    /** What begins a trace in the action names it after the request. */
    static <T> T during(String requestId, Supplier<T> action) {
        return ScopedValue.where(REQUEST, requestId).call(action::get);
    }

    @Override
    public String generateTraceId() {
        if (REQUEST.isBound() && UUID.matcher(REQUEST.get()).matches()) {
            String id = REQUEST.get().replace("-", "");
            if (TraceId.isValid(id)) {
                return id;
            }
        }
        return random.generateTraceId();
    }

    @Override
    public String generateSpanId() {
        return random.generateSpanId();
    }
}
