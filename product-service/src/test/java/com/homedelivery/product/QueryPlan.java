package com.homedelivery.product;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How PostgreSQL ran a query. */
record QueryPlan(String sql, JsonNode root) {

    static QueryPlan of(String sql, String explanation) {
        return new QueryPlan(sql, new JsonMapper().readTree(explanation).get(0).get("Plan"));
    }

    /** The steps in which it went through a table. */
    List<String> scansOf(String table) {
        return nodes(root)
                .filter(node -> table.equals(node.path("Relation Name").asString("")))
                .map(node -> node.get("Node Type").asString())
                .toList();
    }

    /**
     * How many rows of tables and entries of indexes it went through to find the rows of the answer. What is looked up for each of
     * those by its key does not count.
     */
    long rowsRead() {
        return Math.round(withoutLookups(root)
                .filter(node -> node.get("Node Type").asString().endsWith("Scan"))
                .mapToDouble(node -> (number(node, "Actual Rows")
                                + number(node, "Rows Removed by Filter")
                                + number(node, "Rows Removed by Index Recheck"))
                        * number(node, "Actual Loops"))
                .sum());
    }

    private static double number(JsonNode node, String name) {
        return node.path(name).asDouble(0);
    }

    private static Stream<JsonNode> withoutLookups(JsonNode node) {
        return "SubPlan".equals(node.path("Parent Relationship").asString(""))
                ? Stream.empty()
                : Stream.concat(
                        Stream.of(node), node.path("Plans").valueStream().flatMap(QueryPlan::withoutLookups));
    }

    private static Stream<JsonNode> nodes(JsonNode node) {
        return Stream.concat(Stream.of(node), node.path("Plans").valueStream().flatMap(QueryPlan::nodes));
    }
}
