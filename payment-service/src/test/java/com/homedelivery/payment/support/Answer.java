package com.homedelivery.payment.support;

import tools.jackson.databind.JsonNode;

/** What came back over HTTP. */
public record Answer(int status, JsonNode body) {

    public JsonNode data() {
        return body.path("data");
    }

    public String data(String field) {
        return data().path(field).asString("");
    }

    public String code() {
        return body.path("error").path("code").asString("");
    }
}
