package com.homedelivery.systemtests;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Takes the traces that the suite exports by OTLP over HTTP, as a collector would, and keeps them in memory. */
final class OtlpReceiver implements AutoCloseable {

    private static final HexFormat HEX = HexFormat.of();

    private final Queue<Hop> hops = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    OtlpReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/traces", this::receive);
        server.start();
    }

    /**
     * A part of a trace.
     *
     * @param parentId of the part that it belongs to; empty for the root
     * @param startMicros since 1970
     */
    record Hop(
            String service,
            String name,
            String kind,
            String traceId,
            String spanId,
            String parentId,
            long startMicros,
            long durationMicros) {

        private static Hop of(String service, Span span) {
            return new Hop(
                    service,
                    span.getName(),
                    span.getKind().name().replace("SPAN_KIND_", ""),
                    HEX.formatHex(span.getTraceId().toByteArray()),
                    HEX.formatHex(span.getSpanId().toByteArray()),
                    HEX.formatHex(span.getParentSpanId().toByteArray()),
                    TimeUnit.NANOSECONDS.toMicros(span.getStartTimeUnixNano()),
                    TimeUnit.NANOSECONDS.toMicros(span.getEndTimeUnixNano() - span.getStartTimeUnixNano()));
        }

        /** {@code order-service: receive payment.success}. */
        String place() {
            return service + ": " + name;
        }
    }

    /** Where the traces are to be sent. */
    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
    }

    /** What has arrived of a trace, in the order in which it began. */
    List<Hop> trace(String traceId) {
        return hops.stream()
                .filter(hop -> hop.traceId().equals(traceId))
                .sorted(Comparator.comparingLong(Hop::startMicros))
                .toList();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            for (ResourceSpans spans : ExportTraceServiceRequest.parseFrom(exchange.getRequestBody())
                    .getResourceSpansList()) {
                String service = serviceOf(spans.getResource());
                spans.getScopeSpansList().stream()
                        .flatMap(scope -> scope.getSpansList().stream())
                        .forEach(span -> hops.add(Hop.of(service, span)));
            }
            byte[] answer = ExportTraceServiceResponse.getDefaultInstance().toByteArray();
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static String serviceOf(Resource resource) {
        return resource.getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals("service.name"))
                .map(KeyValue::getValue)
                .map(value -> value.getStringValue())
                .findFirst()
                .orElse("unknown");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
