package com.homedelivery.shared.testing.openapi;

import tools.jackson.databind.node.ObjectNode;

/** Answers that a client may have already (RFC 9110, section 13). */
final class Conditional {

    private Conditional() {}

    static void addTo(ObjectNode operation) {
        ObjectNode parameter = operation.withArray("parameters").addObject();
        parameter.put("name", "If-None-Match").put("in", "header").put("required", false);
        parameter.putObject("schema").put("type", "string");
        ObjectNode responses = operation.withObject("responses");
        ObjectNode tag = responses.withObject("200").putObject("headers").putObject("ETag");
        tag.put("description", "The version of the answer").putObject("schema").put("type", "string");
        responses.putObject("304").put("description", "The client has it already");
    }
}
