package com.homedelivery.shared.testing.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.util.Json31;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Schemas of records that are in no controller: events and messages. */
final class Schemas {

    private final SchemaNames names = new SchemaNames();
    private final SourceJavadoc javadoc = new SourceJavadoc();
    private final ModelConverters converters = new ModelConverters(true);
    private final ObjectNode schemas = JsonMapper.shared().createObjectNode();

    Schemas() {
        converters.addConverter(modelResolver(Json31.mapper(), names));
    }

    /** Enums are written as they print, as Jackson 3 does. */
    static ModelResolver modelResolver(ObjectMapper mapper, SchemaNames names) {
        return new ModelResolver(mapper.copy().enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING), names)
                .openapi31(true);
    }

    /** Adds what the record and its components are, and returns its name. */
    String add(Class<?> type) {
        converters
                .resolveAsResolvedSchema(new AnnotatedType(type).resolveAsRef(true))
                .referencedSchemas
                .forEach((name, schema) -> schemas.set(name, JsonMapper.shared().readTree(Json31.pretty(schema))));
        return names.named().entrySet().stream()
                .filter(named -> named.getValue() == type)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    /** All schemas, with what Javadoc says of them. */
    ObjectNode described() {
        RecordSchemas.complete(schemas, names.named());
        names.named().forEach((name, type) -> {
            if (schemas.path(name).isObject() && type.isRecord()) {
                describe((ObjectNode) schemas.get(name), type);
            }
        });
        return schemas;
    }

    private void describe(ObjectNode schema, Class<?> type) {
        String text = javadoc.getClassJavadoc(type);
        if (!text.isEmpty()) {
            schema.put("description", text);
        }
        javadoc.getRecordClassParamJavadoc(type).forEach((component, meaning) -> {
            if (schema.at("/properties/" + component) instanceof ObjectNode property) {
                property.put("description", meaning);
            }
        });
    }
}
