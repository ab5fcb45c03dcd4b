package com.homedelivery.shared.messaging.kafka;

/** Names of the record headers: CloudEvents' Kafka binding in binary mode, and W3C Trace Context. */
final class KafkaHeaders {

    static final String ID = "ce_id";
    static final String TYPE = "ce_type";
    static final String SOURCE = "ce_source";
    static final String TIME = "ce_time";
    static final String SPEC_VERSION = "ce_specversion";
    static final String CONTENT_TYPE = "content-type";
    static final String TRACEPARENT = "traceparent";

    private KafkaHeaders() {}
}
