package com.homedelivery.shared.testing.openapi;

import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The envelope of each answer as a schema with a name of its own: {@code Order} comes in an {@code OrderResponse}. */
final class Envelopes {

    private static final String SCHEMAS = "#/components/schemas/";
    private static final String JSON = "application/json";

    private final ObjectNode schemas;

    Envelopes(ObjectNode schemas) {
        this.schemas = schemas;
        ObjectNode failed = start("ErrorResponse", "An error. Programs go by `code`, people by `message`.", false);
        failed.withObject("properties").putObject("error").put("$ref", SCHEMAS + "Error");
        ObjectNode error = schemas.putObject("Error");
        error.put("type", "object").put("description", "What went wrong.");
        error.putArray("required").add("code").add("message");
        ObjectNode properties = error.putObject("properties");
        properties
                .putObject("code")
                .put("type", "string")
                .put("description", "One of the codes that the operation names; there may be more of them one day")
                .put("pattern", "^[A-Z_]+$");
        properties.putObject("message").put("type", "string").put("description", "For people, in English");
        properties
                .putObject("details")
                .put("description", "What is known besides; of `VALIDATION_ERROR` a list of `{field, message}`");
        end("ErrorResponse", "error");
    }

    /**
     * @param read the success as springdoc reads it
     * @param response the response to write
     */
    void write(JsonNode read, ObjectNode response) {
        response.put("description", "Done");
        if (isFile(read)) {
            response.putObject("content")
                    .putObject("*/*")
                    .putObject("schema")
                    .put("type", "string")
                    .put("format", "binary");
            return;
        }
        ObjectNode content = response.putObject("content").putObject(JSON);
        JsonNode schema = read.at("/content/application~1json/schema");
        if (schema.has("oneOf")) {
            // Two methods, of which a query value chooses one.
            ArrayNode alternatives = content.putObject("schema").putArray("anyOf");
            schema.get("oneOf")
                    .valueStream()
                    .sorted(Comparator.comparing(JsonNode::toString))
                    .map(this::enveloped)
                    .forEach(alternatives::add);
        } else {
            content.set("schema", enveloped(schema));
        }
    }

    /** What is written to the response by itself, or as it is. */
    private static boolean isFile(JsonNode read) {
        JsonNode content = read.path("content");
        return content.isEmpty()
                || content.valueStream()
                        .anyMatch(
                                type -> "string".equals(type.at("/schema/type").asString("")));
    }

    private JsonNode enveloped(JsonNode schema) {
        JsonNode resolved = resolve(schema);
        return resolved.at("/properties/success").isMissingNode()
                        || resolved.at("/properties/error").isMissingNode()
                ? schema
                : JsonMapper.shared()
                        .createObjectNode()
                        .put("$ref", SCHEMAS + envelopeOf(resolved.at("/properties/data")));
    }

    private String envelopeOf(JsonNode data) {
        boolean isList = data.has("items");
        JsonNode item = isList ? data.get("items") : data;
        if (data.path("type").asString("").equals("object")) {
            ObjectNode properties = start(
                            "ObjectResponse", "The envelope of an object whose fields are not fixed.", true)
                    .withObject("properties");
            properties.putObject("data").put("type", "object").put("additionalProperties", true);
            return end("ObjectResponse", "data");
        }
        if (!item.has("$ref")) {
            ObjectNode properties =
                    start("MessageResponse", "It is done.", true).withObject("properties");
            properties.putObject("message").put("type", "string");
            return end("MessageResponse", "message");
        }
        String name = item.get("$ref").asString().substring(SCHEMAS.length());
        String envelope = name + (isList ? "ListResponse" : "Response");
        ObjectNode properties = start(envelope, "The envelope of " + (isList ? "a list" : "one") + ".", true)
                .withObject("properties");
        properties.set("data", data.deepCopy());
        if (isList) {
            properties.putObject("pagination").put("$ref", SCHEMAS + "Pagination");
        }
        return end(envelope, "data");
    }

    private ObjectNode start(String name, String description, boolean success) {
        ObjectNode schema = schemas.putObject(name);
        schema.put("type", "object").put("description", description);
        schema.putObject("properties")
                .putObject("success")
                .put("type", "boolean")
                .put("const", success);
        return schema;
    }

    private String end(String name, String... required) {
        ObjectNode schema = (ObjectNode) schemas.get(name);
        schema.withObject("properties")
                .putObject("timestamp")
                .put("type", "string")
                .put("format", "date-time");
        var always = schema.putArray("required").add("success");
        List.of(required).forEach(always::add);
        always.add("timestamp");
        return name;
    }

    private JsonNode resolve(JsonNode schema) {
        return schema.has("$ref") ? schemas.path(schema.get("$ref").asString().substring(SCHEMAS.length())) : schema;
    }
}
