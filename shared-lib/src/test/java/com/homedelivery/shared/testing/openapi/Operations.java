package com.homedelivery.shared.testing.openapi;

import static com.homedelivery.shared.testing.openapi.JsonTrees.copy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The operations of a document: what springdoc has read of them, and what their Javadoc, access rules and rows say. */
final class Operations {

    private static final List<String> METHODS = List.of("get", "post", "put", "delete");
    /** What other systems post, by their own rules: no client calls it, and generators leave it out. */
    private static final String FORM = "application/x-www-form-urlencoded";

    private static final String ACCEPTED = "202";
    private static final String CREATED = "201";

    private final Map<String, RestContract.Row> rows;
    private final Callers rules;
    private final Envelopes envelopes;
    private final ErrorResponses errors;
    private final Set<String> routes = new TreeSet<>();

    /** @param components of the document as springdoc has read it; envelopes and errors are added to it */
    Operations(Map<String, RestContract.Row> rows, Callers rules, ObjectNode components) {
        this.rows = rows;
        this.rules = rules;
        this.envelopes = new Envelopes(components.withObject("schemas"));
        this.errors = new ErrorResponses(components);
    }

    /** The operations of a path. */
    ObjectNode at(String path, ObjectNode methods) {
        ObjectNode operations = JsonMapper.shared().createObjectNode();
        METHODS.stream()
                .filter(methods::has)
                .forEach(method -> operations.set(
                        method, operation(method.toUpperCase(Locale.ROOT), path, (ObjectNode) methods.get(method))));
        return operations;
    }

    /** All that there were, as {@code METHOD /path}. */
    Set<String> routes() {
        return routes;
    }

    /** The first steps of their paths. */
    Set<String> tags() {
        return routes.stream().map(Operations::tagOf).collect(Collectors.toCollection(TreeSet::new));
    }

    private ObjectNode operation(String method, String path, ObjectNode read) {
        String route = method + " " + path;
        routes.add(route);
        assertThat(rows).as("rows of docs/rest-api.md").containsKey(route);
        RestContract.Row row = rows.get(route);
        Set<String> callers = rules.of(method, path, queryOf(read).toList());
        assertThat(callers).as("who may call %s", route).isEqualTo(row.callers());
        Map<String, JsonNode> handlers = JsonTrees.sorted(read.get(ControllerReader.HANDLERS));
        String text = handlers.values().stream().map(JsonNode::asString).collect(Collectors.joining("\n\n"));
        assertThat(text).as("Javadoc of %s", handlers.keySet()).isNotBlank();

        ObjectNode operation = JsonMapper.shared().createObjectNode();
        operation.put("operationId", OperationIds.of(route));
        operation.putArray("tags").add(tagOf(route));
        operation.put("summary", text.split("\\.(\\s|$)")[0]);
        operation.put("description", text + "\n\n" + Security.sentence(callers));
        copy(read, operation, "deprecated");
        operation.set("security", Security.of(callers));
        copy(read, operation, "parameters");
        copy(read, operation, "requestBody");
        if (read.at("/requestBody/content").has(FORM)) {
            operation.put("x-internal", true);
        }
        addResponses(operation, row, read.get("responses"));
        if (read.has(ControllerReader.CONDITIONAL)) {
            Conditional.addTo(operation);
        }
        Parameters.describe(operation, handlers.size() > 1);
        errors.addTo(operation, row, callers);
        return operation;
    }

    /** A status that a method gives to a {@code ResponseEntity} is not to be read; any other must be the row's. */
    private void addResponses(ObjectNode operation, RestContract.Row row, JsonNode read) {
        if (read.has(CREATED)) {
            assertThat(row.status()).as("status of %s", row.route()).isEqualTo(CREATED);
        }
        envelopes.write(
                Stream.of(CREATED, ACCEPTED, "200")
                        .filter(read::has)
                        .map(read::get)
                        .findFirst()
                        .orElseThrow(),
                operation.putObject("responses").putObject(row.status()));
    }

    private static Stream<String> queryOf(ObjectNode operation) {
        return operation
                .path("parameters")
                .valueStream()
                .filter(parameter -> parameter.path("in").asString().equals("query"))
                .map(parameter -> parameter.get("name").asString());
    }

    private static String tagOf(String route) {
        return route.split("/")[1];
    }
}
