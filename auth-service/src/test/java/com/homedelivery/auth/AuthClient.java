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
        return at(addressOf(email)).post("/auth/register", Map.of("email", email, "password", password));
    }

    /** Somebody at an address of the network, as the gateway tells it. */
    public ApiClient at(String address) {
        return api.withHeader("X-Forwarded-For", address);
    }

    /** Each person has an address of their own, so that failures of one test do not count in another. */
    public static String addressOf(String email) {
        int hash = email.hashCode();
        return "10.%d.%d.%d".formatted(hash >>> 16 & 0xff, hash >>> 8 & 0xff, hash & 0xff);
    }

    public static String newAddress() {
        return addressOf(newEmail());
    }

    /** A new person, who has registered with {@link #PASSWORD}. */
    public Person registered() {
        String email = newEmail();
        return new Person(
                UUID.fromString(register(email, PASSWORD).hasStatus(201).data("userId")), email);
    }

    /** A new person, whose address is verified. */
    public Person verified() {
        Person person = registered();
        jdbc.sql("update accounts set email_verified_at = now() where id = ?")
                .param(person.id())
                .update();
        return person;
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
        return login(email, password, addressOf(email));
    }

    public ApiResult login(String email, String password, String address) {
        return at(address).post("/auth/login", Map.of("email", email, "password", password));
    }

    /** The refresh token of a new login. */
    public String refreshTokenOf(Person person) {
        return login(person.email(), PASSWORD).data("refreshToken");
    }

    /** With the access token of a new login. */
    public ApiClient loggedIn(Person person) {
        return at(addressOf(person.email()))
                .withToken(login(person.email(), PASSWORD).data("accessToken"));
    }

    /** The secret of the mail for a purpose that was asked for last, as the notification service gets it. */
    public String mailedSecret(UUID userId, String purpose) {
        return mint(verificationOf(userId, purpose)).hasStatus(200).data("secret");
    }

    public UUID verificationOf(UUID userId, String purpose) {
        return jdbc.sql("select id from verifications where account_id = ? and purpose = ? order by id desc limit 1")
                .param(userId)
                .param(purpose)
                .query(UUID.class)
                .single();
    }

    public ApiResult mint(UUID verificationId) {
        return api.asService("notification-service").post("/auth/internal/verifications/" + verificationId + "/secret");
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
