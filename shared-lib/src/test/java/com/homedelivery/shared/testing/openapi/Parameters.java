package com.homedelivery.shared.testing.openapi;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What parameters of one name mean everywhere; what others mean, their Javadoc says. */
final class Parameters {

    private static final Map<String, String> MEANINGS = Map.of(
            "Idempotency-Key", "Any text: the same key and body again get the first answer again",
            "If-Match", "The entity tag of what was read: if it is no longer that, `CONFLICT`",
            "If-None-Match", "The entity tag of an answer that the client has: if it still holds, `304` without a body",
            "Stripe-Signature", "Stripe's HMAC of the body");

    private Parameters() {}

    /** @param queryChooses whether a query value decides which of several methods answers, and so may be missing */
    static void describe(ObjectNode operation, boolean queryChooses) {
        for (JsonNode parameter : operation.path("parameters")) {
            String meaning = MEANINGS.get(parameter.get("name").asString());
            if (meaning != null) {
                ((ObjectNode) parameter).put("description", meaning);
            }
            if (queryChooses) {
                ((ObjectNode) parameter).put("required", false);
            }
            // A value that is optional is left out: in a URL there is no null.
            if (parameter.at("/schema/type").isArray()) {
                ((ObjectNode) parameter.get("schema")).set("type", parameter.at("/schema/type/0"));
            }
        }
    }
}
