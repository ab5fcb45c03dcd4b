package com.homedelivery.shared.messaging.stream;

import com.homedelivery.shared.messaging.redis.StreamRecordMapper;
import com.homedelivery.shared.ops.DeadLetter;
import java.time.Instant;
import java.util.Map;

/** The fields that a dead letter has beside those of the entry that it was. */
public final class DeadLetterFields {

    /** Id that the entry had in its stream. */
    public static final String ENTRY = "entry";

    public static final String DELIVERIES = "deliveries";
    public static final String ERROR = "error";
    public static final String TRACE = "trace";

    private static final String SOURCE = "stream";

    private DeadLetterFields() {}

    /** The letter as operators see it. */
    public static DeadLetter letter(String id, String stream, Instant failedAt, Map<String, String> fields) {
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
