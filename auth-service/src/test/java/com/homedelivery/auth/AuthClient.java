package com.homedelivery.auth;

import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Registers people and signs them in. */
@TestComponent
@Lazy
public class AuthClient {

    public static final String PASSWORD = "correct horse";

    private final ApiClient api;
    private final JdbcClient jdbc;

    AuthClient(ApiClient api, JdbcClient jdbc) {
        this.api = api;
        this.jdbc = jdbc;
    }

    /** Somebody who has registered. */
    public record Person(UUID id, String email) {}

    public static String newEmail() {
        return "ann-" + UUID.randomUUID() + "@example.com";
    }

    public ApiResult register(String email, String password) {
        return api.post("/auth/register", Map.of("email", email, "password", password));
    }

    /** A new person, who has registered with {@link #PASSWORD}. */
    public Person registered() {
        String email = newEmail();
        return new Person(
                UUID.fromString(register(email, PASSWORD).hasStatus(201).data("userId")), email);
    }

    public Person admin() {
        Person person = registered();
        jdbc.sql("update accounts set role = 'ADMIN' where id = ?")
                .param(person.id())
                .update();
        return person;
    }

    /** With an access token that is issued without a login. */
    public ApiClient as(Person person, Role role) {
        return api.as(new CurrentUser(person.id(), person.email(), role));
    }

    public ApiResult login(String email, String password) {
        return api.post("/auth/login", Map.of("email", email, "password", password));
    }

    /** The refresh token of a new login. */
    public String refreshTokenOf(Person person) {
        return login(person.email(), PASSWORD).data("refreshToken");
    }

    public ApiResult refresh(String refreshToken) {
        return api.post("/auth/refresh", Map.of("refreshToken", refreshToken));
    }

    public ApiResult changePassword(ApiClient client, String current, String next) {
        return client.put("/auth/password", Map.of("currentPassword", current, "newPassword", next));
    }

    public ApiResult changeRole(Person admin, UUID userId, String role) {
        return as(admin, Role.ADMIN).put("/auth/users/" + userId + "/role", Map.of("role", role));
    }
}
