package com.homedelivery.gateway.docs;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a client that was written against an earlier document would stumble over in a later one. A request must still be
 * accepted, an answer must still have what it had; both may have more; methods of generated clients keep their names. OpenAPI Diff does this for OpenAPI 3.0, but does not see
 * in 3.1 when a property changes its type.
 */
final class BreakingChanges {

    private static final List<String> UPPER = List.of("maximum", "maxLength", "maxItems", "exclusiveMaximum");
    private static final List<String> LOWER = List.of("minimum", "minLength", "minItems", "exclusiveMinimum");

    private final ObjectNode earlier;
    private final ObjectNode later;
    private final List<String> found = new ArrayList<>();
    private final Set<String> compared = new HashSet<>();

    private BreakingChanges(ObjectNode earlier, ObjectNode later) {
        this.earlier = earlier;
        this.later = later;
    }

    /** Each in a sentence that begins with the operation; empty when there is none. */
    static List<String> between(ObjectNode earlier, ObjectNode later) {
        BreakingChanges changes = new BreakingChanges(earlier, later);
        earlier.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> changes.compareOperation(
                                operation.getKey() + " " + path.getKey(),
                                operation.getValue(),
                                later.path("paths").path(path.getKey()).path(operation.getKey()))));
        return changes.found;
    }

    private void compareOperation(String at, JsonNode before, JsonNode after) {
        if (after.isMissingNode()) {
            found.add(at + " is gone");
            return;
        }
        if (!before.get("operationId").equals(after.get("operationId"))) {
            found.add(at + " has another operation id");
        }
        compareParameters(at, before.path("parameters"), after.path("parameters"));
        compareBodies(at, before.path("requestBody"), after.path("requestBody"));
        compareResponses(at, before.get("responses"), after.get("responses"));
        Set<JsonNode> callers = after.get("security").valueStream().collect(Collectors.toSet());
        if (!callers.isEmpty()
                && (before.get("security").isEmpty()
                        || !callers.containsAll(before.get("security").values()))) {
            found.add(at + " is not for all any more whom it was for");
        }
    }

    private void compareParameters(String at, JsonNode before, JsonNode after) {
        Map<String, JsonNode> known = byName(before);
        Map<String, JsonNode> now = byName(after);
        known.forEach((name, parameter) -> {
            if (now.containsKey(name)) {
                compareSchemas(
                        at + " " + name, parameter.get("schema"), now.get(name).get("schema"), Side.REQUEST);
            } else {
                found.add(at + " " + name + " is gone");
            }
        });
        now.forEach((name, parameter) -> {
            boolean wasRequired =
                    known.containsKey(name) && known.get(name).path("required").asBoolean(false);
            if (parameter.path("required").asBoolean(false) && !wasRequired) {
                found.add(at + " " + name + " is required");
            }
        });
    }

    private static Map<String, JsonNode> byName(JsonNode parameters) {
        return parameters
                .valueStream()
                .collect(Collectors.toMap(
                        parameter -> parameter.get("in").asString() + " "
                                + parameter.get("name").asString(),
                        Function.identity()));
    }

    private void compareBodies(String at, JsonNode before, JsonNode after) {
        if (after.path("required").asBoolean(false) && !before.path("required").asBoolean(false)) {
            found.add(at + " needs a body");
        }
        if (!before.isMissingNode() && !after.isMissingNode()) {
            compareSchemas(at + " body", schemaOf(before), schemaOf(after), Side.REQUEST);
        }
    }

    private void compareResponses(String at, JsonNode before, JsonNode after) {
        before.properties().forEach(response -> {
            String place = at + " " + response.getKey();
            if (!after.has(response.getKey())) {
                found.add(place + " is gone");
                return;
            }
            JsonNode was = resolve(earlier, response.getValue());
            JsonNode is = resolve(later, after.get(response.getKey()));
            codesOf(was)
                    .filter(code -> codesOf(is).noneMatch(code::equals))
                    .forEach(code -> found.add(place + " " + code + " is gone"));
            compareSchemas(place, schemaOf(was), schemaOf(is), Side.ANSWER);
        });
    }

    private static Stream<String> codesOf(JsonNode response) {
        return response.at("/content/application~1json/examples")
                .propertyStream()
                .map(Map.Entry::getKey);
    }

    private static JsonNode schemaOf(JsonNode message) {
        return message.at("/content/application~1json/schema");
    }

    private void compareSchemas(String at, JsonNode earlierSchema, JsonNode laterSchema, Side side) {
        if (!compared.add(at + earlierSchema.path("$ref").asString(""))) {
            return;
        }
        JsonNode before = resolve(earlier, earlierSchema);
        JsonNode after = resolve(later, laterSchema);
        if (!before.path("type").equals(after.path("type"))
                || !before.path("format").equals(after.path("format"))) {
            found.add(at + " has another type");
            return;
        }
        compareProperties(at, before, after, side);
        if (before.has("items")) {
            compareSchemas(at + "[]", before.get("items"), after.path("items"), side);
        }
        if (side == Side.REQUEST) {
            compareLimits(at, before, after);
        }
    }

    private void compareProperties(String at, JsonNode before, JsonNode after, Side side) {
        before.path("properties").properties().forEach(property -> {
            JsonNode now = after.path("properties").path(property.getKey());
            if (now.isMissingNode()) {
                found.add(at + "." + property.getKey() + " is gone");
            } else {
                compareSchemas(at + "." + property.getKey(), property.getValue(), now, side);
            }
        });
        Set<String> were = required(before);
        Set<String> are = required(after);
        switch (side) {
            case REQUEST ->
                are.stream()
                        .filter(name -> !were.contains(name))
                        .forEach(name -> found.add(at + "." + name + " is required"));
            case ANSWER ->
                were.stream()
                        .filter(name -> !are.contains(name))
                        .forEach(name -> found.add(at + "." + name + " may be missing"));
        }
    }

    private void compareLimits(String at, JsonNode before, JsonNode after) {
        UPPER.stream()
                .filter(limit -> after.has(limit)
                        && after.get(limit).asDouble() < before.path(limit).asDouble(Double.MAX_VALUE))
                .forEach(limit -> found.add(at + " has a lower " + limit));
        LOWER.stream()
                .filter(limit -> after.has(limit)
                        && after.get(limit).asDouble() > before.path(limit).asDouble(-Double.MAX_VALUE))
                .forEach(limit -> found.add(at + " has a higher " + limit));
        Set<JsonNode> allowed = after.path("enum").valueStream().collect(Collectors.toSet());
        if (!allowed.isEmpty()
                && (!before.has("enum")
                        || !allowed.containsAll(before.get("enum").values()))) {
            found.add(at + " accepts fewer values");
        }
        if (after.has("pattern") && !after.get("pattern").equals(before.path("pattern"))) {
            found.add(at + " has another pattern");
        }
    }

    private static Set<String> required(JsonNode schema) {
        return schema.path("required").valueStream().map(JsonNode::asString).collect(Collectors.toSet());
    }

    private static JsonNode resolve(ObjectNode document, JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asString().substring(1)) : node;
    }

    private enum Side {
        REQUEST,
        ANSWER
    }
}
