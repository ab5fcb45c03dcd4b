package com.homedelivery.shared.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The properties of the module under test, as Boot's annotation processor has written them down. */
final class ConfigurationMetadata {

    private static final Path FILE = Path.of("target", "classes", "META-INF", "spring-configuration-metadata.json");

    private ConfigurationMetadata() {}

    /** All of them in the order of their names. */
    static Stream<Property> properties() {
        return JsonMapper.shared()
                .readTree(read())
                .path("properties")
                .valueStream()
                .map(Property::of)
                .filter(property -> !property.component().getType().isRecord())
                .sorted(Comparator.comparing(Property::name));
    }

    private static String read() {
        try {
            return Files.readString(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String dashed(String camelCase) {
        return camelCase.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /**
     * One property.
     *
     * @param component where it is in its record
     * @param standard the record's default, if it has one
     * @param description its Javadoc
     */
    record Property(
            String name,
            RecordComponent component,
            @Nullable String standard,
            String description) {

        private static Property of(JsonNode node) {
            String name = node.path("name").asString();
            return new Property(
                    name,
                    component(node.path("sourceType").asString(), name),
                    standard(node.path("defaultValue")),
                    node.path("description").asString(""));
        }

        private static RecordComponent component(String record, String name) {
            String last = name.substring(name.lastIndexOf('.') + 1);
            try {
                return Arrays.stream(Class.forName(record).getRecordComponents())
                        .filter(component -> dashed(component.getName()).equals(last))
                        .findFirst()
                        .orElseThrow();
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }

        private static @Nullable String standard(JsonNode value) {
            return value.isMissingNode() || value.isNull()
                    ? null
                    : value.isArray() ? value.get(0).asString() : value.asString();
        }
    }
}
