package com.homedelivery.shared.messaging.kafka;

/** Names of the record headers: CloudEvents' Kafka binding in binary mode, and W3C Trace Context. */
public final class KafkaHeaders {

    public static final String ID = "ce_id";
    public static final String TYPE = "ce_type";
    public static final String SOURCE = "ce_source";
    public static final String TIME = "ce_time";
    public static final String SPEC_VERSION = "ce_specversion";
    public static final String CONTENT_TYPE = "content-type";
    public static final String TRACEPARENT = "traceparent";

    private KafkaHeaders() {}
}
