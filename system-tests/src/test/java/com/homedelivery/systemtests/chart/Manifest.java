package com.homedelivery.systemtests.chart;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One object that the chart makes. */
record Manifest(ObjectNode tree) {

    String kind() {
        return text("/kind");
    }

    String name() {
        return text("/metadata/name");
    }

    JsonNode at(String pointer) {
        return tree.at(pointer);
    }

    /** Empty when there is nothing. */
    String text(String pointer) {
        return at(pointer).asString("");
    }

    /** The entries of an object of texts and numbers, such as labels or the data of a ConfigMap. */
    Map<String, String> map(String pointer) {
        Map<String, String> entries = new TreeMap<>();
        at(pointer).forEachEntry((name, value) -> entries.put(name, value.asString("")));
        return entries;
    }

    /** Whether it runs containers: then its pod is at {@code /spec/template}. */
    boolean hasPods() {
        return at("/spec/template/spec/containers").isArray();
    }

    @Override
    public String toString() {
        return kind() + "/" + name();
    }
}
