package com.homedelivery.shared.messaging;

import com.homedelivery.shared.ops.DeadLetter;
import java.time.Instant;
import java.util.Map;

/** The fields that a dead letter has beside those of the entry that it was. */
final class DeadLetterFields {

    /** Id that the entry had in its stream. */
    static final String ENTRY = "entry";

    static final String DELIVERIES = "deliveries";
    static final String ERROR = "error";
    static final String TRACE = "trace";

    private static final String SOURCE = "stream";

    private DeadLetterFields() {}

    /** The letter as operators see it. */
    static DeadLetter letter(String id, String stream, Instant failedAt, Map<String, String> fields) {
        return new DeadLetter(
                id,
                SOURCE,
                stream,
                fields.get(StreamRecordMapper.TYPE),
                fields.get(StreamRecordMapper.ID),
                fields.get(StreamRecordMapper.SUBJECT),
                fields.getOrDefault(ERROR, ""),
                Long.parseLong(fields.getOrDefault(DELIVERIES, "0")),
                failedAt,
                fields.get(StreamRecordMapper.DATA),
                fields.get(TRACE));
    }
}
