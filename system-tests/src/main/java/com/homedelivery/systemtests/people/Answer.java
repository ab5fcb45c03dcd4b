package com.homedelivery.systemtests.people;

import java.net.http.HttpHeaders;
import tools.jackson.databind.JsonNode;

/**
 * What the gateway answered.
 *
 * @param request method and path, for messages
 * @param body the whole envelope
 */
public record Answer(String request, int status, HttpHeaders headers, JsonNode body) {

    /** {@code data} of the envelope. */
    public JsonNode data() {
        return body.path("data");
    }

    /** {@code error.code} of the envelope, empty when there is none. */
    public String errorCode() {
        return body.at("/error/code").asString("");
    }

    /**
     * This answer, when its status is the expected one.
     *
     * @throws UnexpectedResponseException otherwise
     */
    public Answer expect(int expected) {
        if (status != expected) {
            throw new UnexpectedResponseException(this, expected);
        }
        return this;
    }
}
