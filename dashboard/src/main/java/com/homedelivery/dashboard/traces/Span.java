package com.homedelivery.dashboard.traces;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of a trace: what one service did for it.
 *
 * @param parentId of the part that it belongs to; empty for the root
 * @param subject the id of what the event was about: an order, a product, a user, a rider; empty where there is no event
 * @param failed whether it ended with an error
 * @param startMicros since 1970
 */
public record Span(
        String service,
        String name,
        String kind,
        String traceId,
        String spanId,
        String parentId,
        String subject,
        boolean failed,
        long startMicros,
        long durationMicros) {

    private static final HexFormat HEX = HexFormat.of();

    /** Events whose subject is an order. */
    private static final Pattern EVENT_OF_ORDER =
            Pattern.compile("(send|receive) ((order|payment|delivery)\\.[a-z_]+|inventory\\.shortage)( to .*)?");

    /** Reads what was exported by OTLP, in protobuf. */
    public static List<Span> read(byte[] exported) throws IOException {
        return ExportTraceServiceRequest.parseFrom(exported).getResourceSpansList().stream()
                .flatMap(resource -> {
                    String service =
                            valueOf("service.name", resource.getResource().getAttributesList());
                    return resource.getScopeSpansList().stream()
                            .flatMap(scope -> scope.getSpansList().stream())
                            .map(span -> of(service, span));
                })
                .toList();
    }

    private static Span of(String service, io.opentelemetry.proto.trace.v1.Span span) {
        return new Span(
                service,
                span.getName(),
                span.getKind().name().replace("SPAN_KIND_", ""),
                HEX.formatHex(span.getTraceId().toByteArray()),
                HEX.formatHex(span.getSpanId().toByteArray()),
                HEX.formatHex(span.getParentSpanId().toByteArray()),
                valueOf("messaging.message.conversation_id", span.getAttributesList()),
                span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR,
                TimeUnit.NANOSECONDS.toMicros(span.getStartTimeUnixNano()),
                TimeUnit.NANOSECONDS.toMicros(span.getEndTimeUnixNano() - span.getStartTimeUnixNano()));
    }

    private static String valueOf(String key, List<KeyValue> attributes) {
        return attributes.stream()
                .filter(attribute -> attribute.getKey().equals(key))
                .map(attribute -> attribute.getValue().getStringValue())
                .findFirst()
                .orElse("");
    }

    /** {@code order-service: receive payment.success}. */
    public String place() {
        return service + ": " + name;
    }

    /** The id of the order that its event is about; null where it has none, or it is about something else. */
    @Nullable
    String orderId() {
        return !subject.isEmpty() && EVENT_OF_ORDER.matcher(name).matches() ? subject : null;
    }

    long endMicros() {
        return startMicros + durationMicros;
    }
}
