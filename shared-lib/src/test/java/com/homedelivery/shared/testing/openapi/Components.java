package com.homedelivery.shared.testing.openapi;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The components of a document. */
public final class Components {

    private static final String PREFIX = "#/components/";

    private Components() {}

    /** The components that are referred to, in the order of their names, and what they refer to. */
    public static ObjectNode referredTo(ObjectNode document) {
        Set<String> found = new TreeSet<>();
        Deque<JsonNode> toSearch = new ArrayDeque<>();
        toSearch.add(document.get("paths"));
        while (!toSearch.isEmpty()) {
            toSearch.remove().findValuesAsString("$ref").stream()
                    .filter(reference -> reference.startsWith(PREFIX))
                    .filter(found::add)
                    .map(reference -> document.at(reference.substring(1)))
                    .forEach(toSearch::add);
        }
        ObjectNode components = JsonMapper.shared().createObjectNode();
        found.forEach(reference -> {
            String[] place = reference.substring(PREFIX.length()).split("/");
            components.withObject(place[0]).set(place[1], document.at(reference.substring(1)));
        });
        return components;
    }
}
