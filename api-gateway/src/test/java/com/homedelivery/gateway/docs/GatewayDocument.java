package com.homedelivery.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.gateway.application.OpsRoutes;
import com.homedelivery.shared.testing.openapi.CheckedIn;
import com.homedelivery.shared.testing.openapi.Components;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The documents of all services as one: what clients reach through the gateway, and what the gateway adds to each answer. */
final class GatewayDocument {

    private static final String EVERY_SERVICE = "every-service.json";
    private static final String HEADERS = "#/components/headers/";
    private static final List<String> ON_EACH_ANSWER = List.of(
            "X-RateLimit-Limit",
            "X-RateLimit-Remaining",
            "X-RateLimit-Reset",
            "X-Request-Id",
            "Access-Control-Allow-Origin");
    private static final String DESCRIPTION = """
        Everything is JSON in one envelope: `data` when it went well, else `error` with a stable `code` for programs and a \
        `message` for people. The envelope stands instead of RFC 9457, for clients rely on it. There may be more fields, \
        codes and statuses one day; nothing that is here goes away.

        Lists are plain arrays. With `page` or `limit` the answer has `pagination`; lists of products have \
        `pagination.next`, which `after` takes to go on.

        Each caller may send 100 requests a minute to each route by default; the headers of each answer tell what is left. \
        With `Retry-After` a request may be sent again. With `Idempotency-Key` an order, a payment or a refund is made \
        once, however often it is sent.

        Live tracking is STOMP over the WebSocket at `/ws`: see [tracking.json](/docs/tracking.json), an AsyncAPI document.\
        """;

    private final ObjectNode document = JsonMapper.shared().createObjectNode();
    private final Map<String, ObjectNode> paths = new TreeMap<>();
    private final Map<String, JsonNode> tags = new LinkedHashMap<>();
    private final ObjectNode components = JsonMapper.shared().createObjectNode();

    private GatewayDocument() {}

    static ObjectNode merged() {
        return new GatewayDocument().merge();
    }

    private ObjectNode merge() {
        Stream.concat(OpsRoutes.services().stream().map(service -> service + "-service.json"), Stream.of(EVERY_SERVICE))
                .forEach(this::add);
        document.put("openapi", "3.1.1");
        ObjectNode info = document.putObject("info");
        info.put("title", "Home Delivery").put("version", "1").put("description", DESCRIPTION);
        info.putObject("license").put("name", "Apache-2.0").put("identifier", "Apache-2.0");
        document.putArray("servers")
                .addObject()
                .put("url", "/")
                .put("description", "The gateway that gives this document, local or in production")
                .put("x-internal", false);
        Set<String> parts = paths.values().stream()
                .flatMap(JsonNode::valueStream)
                .map(operation -> operation.at("/tags/0").asString())
                .collect(Collectors.toSet());
        tags.keySet().retainAll(parts);
        document.putArray("tags").addAll(tags.values());
        ObjectNode target = document.putObject("paths");
        paths.forEach(target::set);
        document.set("components", components);
        ObjectNode used = Components.referredTo(document);
        used.path("responses").forEach(response -> addHeaders((ObjectNode) response));
        describeHeaders(used.putObject("headers"));
        used.set("securitySchemes", components.get("securitySchemes"));
        document.set("components", used);
        return document;
    }

    private void add(String file) {
        ObjectNode service = CheckedIn.read(file);
        service.get("tags").forEach(tag -> tags.put(tag.get("name").asString(), tag));
        service.get("components")
                .properties()
                .forEach(kind -> kind.getValue()
                        .properties()
                        .forEach(component -> add(kind.getKey(), component.getKey(), component.getValue())));
        service.get("paths").properties().forEach(path -> {
            ObjectNode operations = JsonMapper.shared().createObjectNode();
            path.getValue().properties().stream()
                    .filter(operation -> isForClients(operation.getValue()))
                    .forEach(operation -> operations.set(
                            operation.getKey(), atTheGateway((ObjectNode) operation.getValue(), path.getKey())));
            if (!operations.isEmpty()) {
                paths.put(publicPath(path.getKey()), operations);
            }
        });
    }

    private void add(String kind, String name, JsonNode component) {
        JsonNode other = components.withObject(kind).replace(name, component);
        assertThat(other == null || other.equals(component))
                .as("two services mean different things by %s %s", kind, name)
                .isTrue();
    }

    private static String publicPath(String path) {
        return path.equals("/health")
                ? path
                : path.startsWith("/ops/") ? OpsRoutes.PATH + "/{service}" + path.substring(4) : "/api" + path;
    }

    private static boolean isForClients(JsonNode operation) {
        JsonNode security = operation.get("security");
        return security.isEmpty() || security.valueStream().anyMatch(GatewayDocument::isForPeople);
    }

    private static boolean isForPeople(JsonNode alternative) {
        return !alternative.at("/bearerAuth/0").asString("").equals("service");
    }

    private static ObjectNode atTheGateway(ObjectNode operation, String path) {
        ArrayNode people = JsonMapper.shared().createArrayNode();
        operation
                .get("security")
                .valueStream()
                .filter(GatewayDocument::isForPeople)
                .forEach(people::add);
        operation.set("security", people);
        operation.put("description", operation.get("description").asString().replace(", services.", "."));
        if (path.startsWith("/ops/")) {
            ObjectNode service = operation.withArray("parameters").insertObject(0);
            service.put("name", "service")
                    .put("in", "path")
                    .put("description", "Whose events")
                    .put("required", true);
            OpsRoutes.services()
                    .forEach(service.putObject("schema").put("type", "string").putArray("enum")::add);
        }
        ObjectNode responses = operation.withObject("responses");
        responses.properties().stream()
                .filter(response -> !response.getValue().has("$ref"))
                .forEach(response -> addHeaders((ObjectNode) response.getValue()));
        responses.set("502", responses.get("503"));
        responses.set("504", responses.get("503"));
        return operation;
    }

    private static void addHeaders(ObjectNode response) {
        ObjectNode headers = response.withObject("headers");
        ON_EACH_ANSWER.forEach(name -> headers.putObject(name).put("$ref", HEADERS + name));
        JsonNode examples = response.at("/content/application~1json/examples");
        if (examples.has("RATE_LIMIT_EXCEEDED") || examples.has("SERVICE_ERROR")) {
            headers.putObject("Retry-After").put("$ref", HEADERS + "Retry-After");
        }
    }

    private static void describeHeaders(ObjectNode headers) {
        describe(
                headers, "X-RateLimit-Limit", "Requests that the caller may send to this route in a minute", "integer");
        describe(headers, "X-RateLimit-Remaining", "How many of them are left", "integer");
        describe(headers, "X-RateLimit-Reset", "When all of them are left again, in seconds since 1970", "integer");
        describe(headers, "X-Request-Id", "To be named when asking about this request", "string");
        describe(
                headers,
                "Access-Control-Allow-Origin",
                "The origin of the page that calls, if it is one that may",
                "string");
        describe(headers, "Retry-After", "In how many seconds the request may be sent again", "integer");
    }

    private static void describe(ObjectNode headers, String name, String meaning, String type) {
        ObjectNode header = headers.putObject(name);
        header.put("description", meaning);
        ObjectNode schema = header.putObject("schema");
        schema.put("type", type);
        if (type.equals("integer")) {
            schema.put("format", "int64");
        }
    }
}
