package com.homedelivery.shared.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** How JSON looks and what is accepted, the same for requests, answers and events. */
public final class JsonFormat {

    private static final int SURROGATES = Character.MIN_SURROGATE;
    private static final int LAST_SURROGATE = Character.MAX_SURROGATE;

    private JsonFormat() {}

    /**
     * Timestamps with three decimals, plain decimals, no nulls; numbers must be numbers, whole numbers whole, unknown
     * fields are ignored, and text has neither NUL nor half a surrogate pair, which PostgreSQL cannot store.
     */
    public static JsonMapper.Builder applyTo(JsonMapper.Builder mapper) {
        return mapper.addModule(timestampsAndText())
                .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS);
    }

    private static SimpleModule timestampsAndText() {
        return new SimpleModule("home-delivery")
                .addSerializer(Instant.class, new InstantSerializer())
                .addDeserializer(String.class, new TextDeserializer());
    }

    private static final class InstantSerializer extends StdSerializer<Instant> {
        InstantSerializer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator json, SerializationContext context) {
            json.writeString(Timestamps.format(value));
        }
    }

    private static final class TextDeserializer extends StdScalarDeserializer<String> {
        TextDeserializer() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser json, DeserializationContext context) {
            if (!json.currentToken().isScalarValue()
                    || json.currentToken().isNumeric()
                    || json.currentToken().isBoolean()) {
                return (String) context.handleUnexpectedToken(String.class, json);
            }
            String text = json.getString();
            if (!isStorable(text)) {
                return (String) context.handleWeirdStringValue(String.class, text, "must be storable as UTF-8");
            }
            return text;
        }

        private static boolean isStorable(String text) {
            return text.indexOf('\0') < 0 && text.codePoints().noneMatch(c -> c >= SURROGATES && c <= LAST_SURROGATE);
        }
    }
}
