package com.homedelivery.shared.testing.openapi;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Who may call, as OpenAPI says it: a bearer token, with the role that it must carry. */
final class Security {

    private static final String BEARER = "bearerAuth";

    private static final Map<String, String> WORDS = Map.of(
            "public", "anybody",
            "bearer", "anybody who is signed in",
            "rider", "riders",
            "admin", "admins",
            "service", "services");

    private Security() {}

    /** The same for people. */
    static String sentence(Set<String> callers) {
        return callers.stream().map(WORDS::get).collect(Collectors.joining(", ", "For ", "."));
    }

    static ObjectNode schemes() {
        ObjectNode schemes = JsonMapper.shared().createObjectNode();
        schemes.putObject(BEARER)
                .put("type", "http")
                .put("scheme", "bearer")
                .put("bearerFormat", "JWT")
                .put(
                        "description",
                        "The access token that `POST /auth/login` gives: a JWT (RFC 7519, by the practices of"
                                + " RFC8725). Where an operation names a role, the token must carry it.");
        return schemes;
    }

    /** @param callers {@code public}, {@code bearer}, or roles of which one is enough */
    static ArrayNode of(Set<String> callers) {
        ArrayNode security = JsonMapper.shared().createArrayNode();
        boolean isForAll = callers.equals(Set.of("public"));
        if (!isForAll) {
            callers.forEach(caller -> {
                ObjectNode alternative = security.addObject();
                if (!caller.equals("public")) {
                    ArrayNode roles = alternative.putArray(BEARER);
                    if (!caller.equals("bearer")) {
                        roles.add(caller);
                    }
                }
            });
        }
        return security;
    }
}
