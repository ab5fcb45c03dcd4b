package com.homedelivery.shared.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.testing.ConfigurationMetadata.Property;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.yaml.snakeyaml.Yaml;

/**
 * Holds a module's section of {@code docs/configuration.md} against its properties records: names, descriptions and
 * defaults as Boot's annotation processor has written them down, ranges by the validation constraints of the records,
 * environment variables by the module's YAML.
 */
public final class ConfigurationDocumentation {

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
                        ConfigurationMetadata.properties()
                                .map(property -> row(property, assigned.get(property.name()))))
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
                        values(property.component()),
                        description(property));
    }

    private static String code(@Nullable String value) {
        return value == null || value.isEmpty() ? "" : "`" + value.replace("|", "\\|") + "`";
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

    private static String description(Property property) {
        String description = JAVADOC_TAG.matcher(property.description()).replaceAll("`$1`");
        assertThat(description).as("the description of %s", property.name()).isNotBlank();
        return Character.toUpperCase(description.charAt(0)) + description.substring(1);
    }

    private static String values(RecordComponent component) {
        return Stream.concat(
                        Stream.of(type(component)),
                        Arrays.stream(component.getAccessor().getAnnotations()).map(ConfigurationDocumentation::range))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
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
            case "double", "BigDecimal" -> "number";
            case "boolean" -> "`true`, `false`";
            case "Duration" -> "duration";
            case "DataSize" -> "size";
            case "List" -> "list";
            case "Map" -> "map";
            case "String" -> "text";
            case "ZoneId" -> "time zone";
            default -> throw new IllegalStateException("No word for the type of " + component);
        };
    }

    private static String range(Annotation constraint) {
        return switch (constraint) {
            case Min min -> "at least " + min.value();
            case Max max -> "at most " + max.value();
            case Positive _ -> "above 0";
            case NotBlank _ -> "required";
            case Pattern pattern -> "`" + pattern.regexp() + "`";
            case DurationMin min -> "at least " + text(ConfigurationRanges.durationOf(min));
            case DurationMax max -> "at most " + text(ConfigurationRanges.durationOf(max));
            default -> "";
        };
    }

    /** As one writes it in a property: {@code 7d}. */
    private static String text(Duration duration) {
        return duration.isZero()
                ? "0"
                : Stream.of(
                                ChronoUnit.DAYS,
                                ChronoUnit.HOURS,
                                ChronoUnit.MINUTES,
                                ChronoUnit.SECONDS,
                                ChronoUnit.MILLIS)
                        .filter(unit -> duration.toMillis() % unit.getDuration().toMillis() == 0)
                        .findFirst()
                        .map(unit -> DurationStyle.SIMPLE.print(duration, unit))
                        .orElseThrow();
    }
}
