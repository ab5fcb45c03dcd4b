package com.homedelivery.shared.testing.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Example values for the properties of schemas, by their names: one shop, one order, one rider. Where a name means
 * different things, its schema comes first: {@code Stock.quantity}.
 */
final class Examples {

    static final String TIMESTAMP = "2026-01-31T10:15:30.123Z";

    private static final Map<String, JsonNode> KNOWN = read();
    private static final String ID = "01947f3e-5c1a-7d2b-9e4f-6a8b0c1d2e3f";

    private Examples() {}

    /** Gives each value of each schema an example. */
    static void addTo(ObjectNode schemas) {
        List<String> missing = new ArrayList<>();
        schemas.properties()
                .forEach(schema -> schema.getValue()
                        .path("properties")
                        .properties()
                        .forEach(property -> {
                            String name = schema.getKey() + "." + property.getKey();
                            ObjectNode value = (ObjectNode) property.getValue();
                            JsonNode example =
                                    KNOWN.getOrDefault(name, KNOWN.getOrDefault(property.getKey(), byFormat(value)));
                            if (!needsExample(value)) {
                                return;
                            }
                            if (example == null) {
                                missing.add(name);
                            } else {
                                value.putArray("examples").add(example);
                            }
                        }));
        assertThat(missing).as("without an example in openapi/examples.json").isEmpty();
    }

    /** What is made of others has theirs, and where there is little to choose from, that says enough. */
    private static boolean needsExample(ObjectNode property) {
        return property.has("type")
                && Stream.of("$ref", "enum", "const", "items", "additionalProperties")
                        .noneMatch(property::has)
                && !property.get("type").asString("").equals("boolean");
    }

    private static @Nullable JsonNode byFormat(ObjectNode property) {
        return switch (property.path("format").asString("")) {
            case "date-time" -> StringNode.valueOf(TIMESTAMP);
            case "uuid" -> StringNode.valueOf(ID);
            default -> null;
        };
    }

    private static Map<String, JsonNode> read() {
        try (InputStream file = Examples.class.getResourceAsStream("/openapi/examples.json")) {
            return JsonMapper.shared().readTree(file).properties().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
