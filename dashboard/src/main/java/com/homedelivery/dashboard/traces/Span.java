package com.homedelivery.dashboard.traces;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A part of a trace: what one service did for it.
 *
 * @param parentId of the part that it belongs to; empty for the root
 * @param subject what the event was about, mostly the id of an order; empty where there is none
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

    /** Reads what was exported by OTLP, in protobuf. */
    public static List<Span> read(InputStream exported) throws IOException {
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

    long endMicros() {
        return startMicros + durationMicros;
    }
}
