package com.homedelivery.shared.testing.openapi;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The errors of an operation: those that its row in {@code docs/rest-api.md} names, and those that follow from what it is.
 * Each status is one response, of which the document has one for each set of codes.
 */
final class ErrorResponses {

    private static final String SCHEMA = "ErrorResponse";
    private static final String ID = "uuid";

    private final ObjectNode components;
    private final Map<String, RestContract.Code> codes = RestContract.codes();

    ErrorResponses(ObjectNode components) {
        this.components = components;
    }

    /** @param callers {@code public}, {@code bearer}, or roles */
    void addTo(ObjectNode operation, RestContract.Row row, Set<String> callers) {
        Set<String> possible = new TreeSet<>(row.codes());
        possible.addAll(List.of("INTERNAL_ERROR", "SERVICE_ERROR", "RATE_LIMIT_EXCEEDED"));
        if (!callers.equals(Set.of("public"))) {
            possible.addAll(List.of("UNAUTHORIZED", "INVALID_TOKEN", "TOKEN_EXPIRED"));
        }
        if (!callers.contains("bearer") && !callers.equals(Set.of("public"))) {
            possible.add("FORBIDDEN");
        }
        if (!row.isRead() && !callers.equals(Set.of("public"))) {
            possible.add("CONFLICT");
        }
        if (operation.has("requestBody")) {
            possible.addAll(List.of("VALIDATION_ERROR", "PAYLOAD_TOO_LARGE", "UNSUPPORTED_MEDIA_TYPE"));
        }
        for (JsonNode parameter : operation.path("parameters")) {
            possible.addAll(errorsOf(parameter));
        }
        Map<Integer, List<String>> byStatus = possible.stream()
                .collect(Collectors.groupingBy(
                        code -> codes.get(code).statuses().getFirst(), TreeMap::new, Collectors.toList()));
        // The gateway sends it with two more.
        byStatus.put(503, byStatus.remove(502));
        ObjectNode responses = (ObjectNode) operation.get("responses");
        byStatus.forEach((status, named) -> responses
                .putObject(String.valueOf(status))
                .put("$ref", "#/components/responses/" + component(status, named)));
    }

    private static Collection<String> errorsOf(JsonNode parameter) {
        return switch (parameter.path("in").asString()) {
            case "path" -> parameter.at("/schema/format").asString("").equals(ID) ? Set.of("NOT_FOUND") : Set.of();
            case "query" -> Set.of("VALIDATION_ERROR");
            default ->
                parameter.path("name").asString().equals("Idempotency-Key")
                        ? Set.of("CONFLICT", "IDEMPOTENCY_KEY_REUSED")
                        : Set.of();
        };
    }

    private String component(int status, List<String> named) {
        String name = named.stream().map(ErrorResponses::camelCase).collect(Collectors.joining("Or"));
        ObjectNode responses = components.withObject("responses");
        if (!responses.has(name)) {
            ObjectNode response = responses.putObject(name);
            response.put(
                    "description",
                    named.stream().map(code -> "`" + code + "`" + meaning(code)).collect(Collectors.joining("; ")));
            ObjectNode content = response.putObject("content").putObject("application/json");
            content.putObject("schema").put("$ref", "#/components/schemas/" + SCHEMA);
            ObjectNode examples = content.putObject("examples");
            named.forEach(code -> example(examples.putObject(code), code));
        }
        return name;
    }

    private String meaning(String code) {
        String when = codes.get(code).when().replaceAll("\\[(.*?)]\\(.*?\\)", "$1");
        return when.isEmpty() ? "" : ": " + when;
    }

    private void example(ObjectNode example, String code) {
        ObjectNode body = example.putObject("value");
        body.put("success", false);
        ObjectNode error = body.putObject("error");
        error.put("code", code);
        error.put("message", messageOf(code));
        if (code.equals("VALIDATION_ERROR")) {
            ObjectNode problem = error.putArray("details").addObject();
            problem.put("field", "quantity");
            problem.put("message", "must be greater than 0");
        }
        body.put("timestamp", Examples.TIMESTAMP);
    }

    private String messageOf(String code) {
        String when = codes.get(code).when().split("[:;.] ")[0].replace("`", "");
        return when.isEmpty() ? "Not possible here" : Character.toUpperCase(when.charAt(0)) + when.substring(1);
    }

    private static String camelCase(String code) {
        return Arrays.stream(code.split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}
