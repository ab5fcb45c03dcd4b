package com.homedelivery.shared.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.testing.Documentation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/events.md} against the events: each stream, each type and each field, and nothing more. */
class EventDocumentationTests {

    private static final Documentation EVENTS = Documentation.of("events.md");

    @Test
    void everyStreamStandsInTheDocumentationWithItsTypes() {
        List<String> documented = rows("Streams").stream()
                .map(row -> String.join(" | ", row.get(0), row.get(1), row.get(3)))
                .toList();

        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(EventStream.ALL.stream()
                        .map(EventDocumentationTests::rowOf)
                        .toList());
    }

    @Test
    void everyTypeStandsInTheDocumentationWithItsFields() {
        List<String> documented = rows("Data").stream()
                .map(row -> String.join(" | ", row.get(0), row.get(1)))
                .toList();

        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(EventStream.ALL.stream()
                        .flatMap(stream -> Arrays.stream(stream.family().getPermittedSubclasses()))
                        .map(EventDocumentationTests::rowOf)
                        .toList());
    }

    private static List<List<String>> rows(String section) {
        return EVENTS.rowsIn(section).stream().skip(2).toList();
    }

    private static String rowOf(EventStream<?> stream) {
        String key = stream.streamKey() == null ? "–" : code(stream.streamKey());
        String types =
                stream.types().stream().map(EventDocumentationTests::code).collect(Collectors.joining(", "));
        return String.join(" | ", key, code(stream.topic()), types);
    }

    private static String rowOf(Class<?> event) {
        return code(event.getAnnotation(EventType.class).value()) + " | " + fieldsOf(event);
    }

    private static String fieldsOf(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(EventDocumentationTests::field)
                .collect(Collectors.joining(", "));
    }

    private static String field(RecordComponent component) {
        AnnotatedType type = component.getAnnotatedType();
        String optional = type.isAnnotationPresent(Nullable.class) ? "?" : "";
        return component.getName() + optional + structureOf(type);
    }

    private static String structureOf(AnnotatedType type) {
        if (type instanceof AnnotatedParameterizedType list) {
            return "[" + structureOf(list.getAnnotatedActualTypeArguments()[0]) + "]";
        }
        return type.getType() instanceof Class<?> plain && plain.isRecord() ? "{" + fieldsOf(plain) + "}" : "";
    }

    private static String code(String text) {
        return "`" + text + "`";
    }
}
