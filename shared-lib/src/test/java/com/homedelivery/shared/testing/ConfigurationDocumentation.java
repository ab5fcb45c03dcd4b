package com.homedelivery.shared.testing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds a module's section of {@code docs/configuration.md} against its properties records: names, descriptions and
 * defaults as Boot's annotation processor has written them down, ranges by the validation constraints of the records,
 * environment variables by the module's YAML.
 */
public final class ConfigurationDocumentation {

    private static final Path METADATA = Path.of("target", "classes", "META-INF", "spring-configuration-metadata.json");
    private static final Path RESOURCES = Path.of("src", "main", "resources");
    private static final java.util.regex.Pattern PLACEHOLDER =
            java.util.regex.Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(?::(.*))?}", java.util.regex.Pattern.DOTALL);

    private static final java.util.regex.Pattern JAVADOC_TAG =
            java.util.regex.Pattern.compile("\\{@\\w+\\s+#?([^}]+)}");

    private ConfigurationDocumentation() {}

    /**
     * Checks the table between the marks that bear the module's name.
     *
     * @param yaml file in the module's resources that gives properties their environment variables
     */
    public static void assertDocumented(String module, String yaml) {
        String table = table(yaml);
        assertThat(Documentation.of("configuration.md").between(module))
                .as("between <!-- %s --> and <!-- /%s --> of docs/configuration.md belongs%n%s", module, module, table)
                .isEqualTo(table);
    }

    private static String table(String yaml) {
        Map<String, String> assigned = assignedIn(RESOURCES.resolve(yaml));
        return Stream.concat(
                        Stream.of("| Property | Variable | Default | Values | Meaning |", "|---|---|---|---|---|"),
                        properties().map(property -> row(property, assigned.get(property.name()))))
                .collect(Collectors.joining("\n"));
    }

    private static String row(Property property, @Nullable String assigned) {
        Matcher variable = PLACEHOLDER.matcher(assigned == null ? "" : assigned);
        boolean hasVariable = variable.matches();
        String standard = hasVariable ? variable.group(2) : assigned;
        return "| `%s` | %s | %s | %s | %s |"
                .formatted(
                        property.name(),
                        hasVariable ? "`" + variable.group(1) + "`" : "",
                        code(standard == null ? property.standard() : standard),
                        property.values(),
                        property.description());
    }

    private static String code(@Nullable String value) {
        return value == null || value.isEmpty() ? "" : "`" + value.replace("|", "\\|") + "`";
    }

    private static Stream<Property> properties() {
        Map<String, Property> properties = new TreeMap<>();
        for (JsonNode node : JsonMapper.shared().readTree(read(METADATA)).path("properties")) {
            String name = node.path("name").asString();
            RecordComponent component = component(node.path("sourceType").asString(), name);
            if (!component.getType().isRecord()) {
                properties.put(name, Property.of(node, component));
            }
        }
        return properties.values().stream();
    }

    private static RecordComponent component(String record, String property) {
        String last = property.substring(property.lastIndexOf('.') + 1);
        try {
            return Arrays.stream(Class.forName(record).getRecordComponents())
                    .filter(component -> dashed(component.getName()).equals(last))
                    .findFirst()
                    .orElseThrow();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String dashed(String camelCase) {
        return camelCase.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** Every leaf of a YAML file by its property's name. */
    private static Map<String, String> assignedIn(Path yaml) {
        Map<String, String> values = new LinkedHashMap<>();
        flatten("", new Yaml().load(read(yaml)), values);
        return values;
    }

    private static void flatten(String prefix, Object value, Map<String, String> into) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, child) -> flatten(prefix.isEmpty() ? key.toString() : prefix + "." + key, child, into));
        } else {
            into.put(prefix, value.toString());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One property.
     *
     * @param standard the record's default, if it has one
     * @param values type and range
     */
    private record Property(String name, @Nullable String standard, String values, String description) {

        static Property of(JsonNode node, RecordComponent component) {
            String description =
                    JAVADOC_TAG.matcher(node.path("description").asString("")).replaceAll("`$1`");
            assertThat(description)
                    .as("the description of %s", node.path("name"))
                    .isNotBlank();
            return new Property(
                    node.path("name").asString(),
                    standard(node.path("defaultValue")),
                    values(component),
                    Character.toUpperCase(description.charAt(0)) + description.substring(1));
        }

        private static @Nullable String standard(JsonNode value) {
            return value.isMissingNode() || value.isNull()
                    ? null
                    : value.isArray() ? value.get(0).asString() : value.asString();
        }

        private static String values(RecordComponent component) {
            String range = Arrays.stream(component.getAccessor().getAnnotations())
                    .map(Property::range)
                    .filter(text -> !text.isEmpty())
                    .collect(Collectors.joining(", "));
            return range.isEmpty() ? type(component) : type(component) + ", " + range;
        }

        private static String type(RecordComponent component) {
            Class<?> type = component.getType();
            if (type.isEnum()) {
                return Arrays.stream(type.getEnumConstants())
                        .map(constant -> "`" + constant.toString().toLowerCase(Locale.ROOT) + "`")
                        .collect(Collectors.joining(", "));
            }
            return switch (type.getSimpleName()) {
                case "int", "long", "short" -> "whole number";
                case "double" -> "number";
                case "Duration" -> "duration";
                case "DataSize" -> "size";
                case "List" -> "list";
                case "Map" -> "map";
                case "String" -> "text";
                default -> throw new IllegalStateException("No word for the type of " + component);
            };
        }

        private static String range(Annotation constraint) {
            return switch (constraint) {
                case Min min -> "at least " + min.value();
                case Max max -> "at most " + max.value();
                case Positive _ -> "above 0";
                case PositiveOrZero _ -> "at least 0";
                case NotBlank _ -> "required";
                case Pattern pattern -> "`" + pattern.regexp() + "`";
                case DurationMin min ->
                    "at least " + text(min.days(), min.hours(), min.minutes(), min.seconds(), min.millis());
                case DurationMax max ->
                    "at most " + text(max.days(), max.hours(), max.minutes(), max.seconds(), max.millis());
                default -> "";
            };
        }

        private static String text(long days, long hours, long minutes, long seconds, long millis) {
            if (days > 0) {
                return days + "d";
            }
            if (hours > 0) {
                return hours + "h";
            }
            if (minutes > 0) {
                return minutes + "m";
            }
            if (seconds > 0) {
                return seconds + "s";
            }
            return millis > 0 ? millis + "ms" : "0";
        }
    }
}
