package com.homedelivery.systemtests.people;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Somebody with an account and a token. */
public class Person {

    private final Gateway gateway;
    private final String email;
    private final String password;
    private UUID id;
    private String token;
    private @Nullable String traceparent;

    protected Person(Gateway gateway, String email, String password) {
        this(gateway, email, password, new UUID(0, 0), "");
    }

    /** Somebody who is signed in already. */
    protected Person(Gateway gateway, String email, String password, UUID id, String token) {
        this.gateway = gateway;
        this.email = email;
        this.password = password;
        this.id = id;
        this.token = token;
    }

    /** Makes a new account. */
    public final void register() {
        post("/api/auth/register", Map.of("email", email, "password", password)).expect(201);
    }

    /** Takes a fresh token; needed again after one's role has changed. */
    public final void login() {
        token = post("/api/auth/login", Map.of("email", email, "password", password))
                .expect(200)
                .data()
                .path("accessToken")
                .asString();
        id = UUID.fromString(
                get("/api/auth/me").expect(200).data().path("userId").asString());
    }

    /** From now on this person's requests are a part of a trace: W3C trace context, as a traced app would send it. */
    public final void goOnWith(String trace) {
        traceparent = trace;
    }

    public final UUID id() {
        return id;
    }

    public final String email() {
        return email;
    }

    public final String token() {
        return token;
    }

    public final Gateway gateway() {
        return gateway;
    }

    public final Answer get(String path) {
        return send("GET", path, null);
    }

    public final Answer post(String path, Object body) {
        return send("POST", path, body);
    }

    public final Answer put(String path, Object body) {
        return send("PUT", path, body);
    }

    public final Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /** What was sent to this person, newest first. */
    public final JsonNode notifications() {
        return get("/api/notifications").expect(200).data();
    }

    private Answer send(String method, String path, @Nullable Object body) {
        return send(method, path, body, Map.of());
    }

    /** Sends a request with further headers. */
    public final Answer send(String method, String path, @Nullable Object body, Map<String, String> headers) {
        return gateway.send(method, path, body, withToken(headers));
    }

    /** Sends a file. */
    public final Answer postFile(String path, String contentType, byte[] file) {
        return gateway.sendFile(path, contentType, file, withToken(Map.of()));
    }

    private Map<String, String> withToken(Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        if (!token.isEmpty()) {
            all.putIfAbsent("Authorization", "Bearer " + token);
        }
        if (traceparent != null) {
            all.putIfAbsent("traceparent", traceparent);
        }
        return all;
    }
}
