package com.homedelivery.shared.event;

import com.homedelivery.shared.api.JsonFormat;
import tools.jackson.databind.json.JsonMapper;

/** Events as JSON, independent of how a service configures its own. */
public final class EventJson {

    private static final JsonMapper JSON =
            JsonFormat.applyTo(JsonMapper.builder()).build();

    private EventJson() {}

    public static String write(DomainEvent event) {
        return JSON.writeValueAsString(event);
    }

    /** @throws tools.jackson.core.JacksonException when the text is not an event of that type */
    public static <E extends DomainEvent> E read(String json, Class<E> type) {
        return JSON.readValue(json, type);
    }
}
