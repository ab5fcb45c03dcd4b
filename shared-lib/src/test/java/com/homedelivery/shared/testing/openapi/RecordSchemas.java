package com.homedelivery.shared.testing.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the records say of their components and swagger-core does not read: one that is not {@code @Nullable} is always
 * there, and one that is written as null as well; and what annotations say of the text in an {@code Optional}.
 */
final class RecordSchemas {

    private RecordSchemas() {}

    /** @param types the classes of the schemas by name */
    static void complete(ObjectNode schemas, Map<String, Class<?>> types) {
        schemas.properties().forEach(schema -> {
            Class<?> type = types.get(schema.getKey());
            if (type != null && type.isRecord()) {
                complete((ObjectNode) schema.getValue(), type);
            }
        });
    }

    private static void complete(ObjectNode schema, Class<?> type) {
        schema.remove("required");
        List<String> required = Arrays.stream(type.getRecordComponents())
                .filter(RecordSchemas::isRequired)
                .map(RecordComponent::getName)
                .toList();
        if (!required.isEmpty()) {
            required.forEach(schema.putArray("required")::add);
        }
        Arrays.stream(type.getRecordComponents())
                .filter(RecordSchemas::isWrittenAsNull)
                .forEach(component -> ((ObjectNode) schema.at("/properties/" + component.getName()))
                        .putArray("type")
                        .add("string")
                        .add("null"));
        Arrays.stream(type.getRecordComponents())
                .filter(component -> component.getType() == Optional.class)
                .forEach(component ->
                        addBounds((ObjectNode) schema.at("/properties/" + component.getName()), contentOf(component)));
    }

    private static AnnotatedElement contentOf(RecordComponent optional) {
        return ((AnnotatedParameterizedType) optional.getAnnotatedType()).getAnnotatedActualTypeArguments()[0];
    }

    private static void addBounds(ObjectNode schema, AnnotatedElement text) {
        Size size = text.getAnnotation(Size.class);
        if (size != null) {
            schema.put("maxLength", size.max()).put("minLength", size.min());
        }
        Pattern pattern = text.getAnnotation(Pattern.class);
        if (pattern != null) {
            schema.put("pattern", pattern.regexp());
        }
    }

    private static boolean isRequired(RecordComponent component) {
        return !isNullable(component)
                || isWrittenAsNull(component)
                || Stream.of(NotNull.class, NotEmpty.class, NotBlank.class)
                        .anyMatch(component.getAccessor()::isAnnotationPresent);
    }

    private static boolean isWrittenAsNull(RecordComponent component) {
        JsonInclude inclusion = component.getAccessor().getAnnotation(JsonInclude.class);
        return inclusion != null && inclusion.value() == JsonInclude.Include.ALWAYS && isNullable(component);
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }
}
