package com.homedelivery.auth.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.auth.AuthApi;
import com.homedelivery.auth.AuthApi.Answer;
import com.homedelivery.auth.AuthServiceTest;
import com.homedelivery.auth.application.RegisterAccount;
import com.homedelivery.auth.domain.EmailAddress;
import com.homedelivery.shared.security.Role;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

@AuthServiceTest
class RegistrationIT {

    @Autowired
    private AuthApi api;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private StringRedisTemplate redis;

    @Autowired
    private RegisterAccount registration;

    @Autowired
    private TransactionOperations transactions;

    @Test
    void opensAnAccountForAnOrdinaryUser() {
        String email = AuthApi.freshEmail();

        Answer answer = register(email, "password123");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.data().propertyNames()).containsExactlyInAnyOrder("userId", "email");
        assertThat(answer.text("email")).isEqualTo(email);
        assertThat(jdbc.sql("select role from accounts where email = ?")
                        .param(email)
                        .query(String.class)
                        .single())
                .isEqualTo("USER");
    }

    @Test
    void keepsThePasswordAsABCryptHash() {
        String email = AuthApi.freshEmail();
        register(email, "password123");

        assertThat(jdbc.sql("select password_hash from accounts where email = ?")
                        .param(email)
                        .query(String.class)
                        .single())
                .startsWith("$2a$");
    }

    @Test
    void writesTheAnnouncementDown() {
        String userId = register(AuthApi.freshEmail(), "password123").text("userId");

        Map<String, Object> row = jdbc.sql("select type, stream, topic, data from outbox where event_key = ?")
                .param(userId)
                .query()
                .singleRow();

        assertThat(row).containsEntry("type", "user.registered").containsEntry("stream", "stream:users");
        var data = new JsonMapper().readTree((String) row.get("data"));
        assertThat(data.propertyNames()).containsExactlyInAnyOrder("userId", "email", "role", "registeredAt");
        assertThat(data.path("role").asString()).isEqualTo("user");
    }

    @Test
    void isNotAnnouncedWhenItComesToNothing() {
        EmailAddress email = new EmailAddress(AuthApi.freshEmail());

        transactions.executeWithoutResult(transaction -> {
            registration.register(email, "password123", Role.USER);
            transaction.setRollbackOnly();
        });

        assertThat(count("accounts where email = ?", email.value())).isZero();
        assertThat(count("outbox where data like ?", "%" + email + "%")).isZero();
    }

    @Test
    void isHeardOfOnTheStream() {
        String userId = register(AuthApi.freshEmail(), "password123").text("userId");

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(redis.opsForStream().range("stream:users", Range.unbounded()))
                        .anySatisfy(entry -> {
                            assertThat(entry.getValue()).containsEntry("type", "user.registered");
                            assertThat(entry.getValue()).containsEntry("subject", userId);
                        }));
    }

    @Test
    void spaceAndCaseOfTheAddressDoNotCount() {
        String email = AuthApi.freshEmail();

        Answer answer = register("  " + email.toUpperCase() + " ", "password123");

        assertThat(answer.text("email")).isEqualTo(email);
        register(email, "password123").isRefused(400, "REGISTRATION_FAILED");
        assertThat(api.login(" " + email.toUpperCase(), "password123").status()).isEqualTo(200);
    }

    @Test
    void anAddressIsTakenOnlyOnce() {
        String email = AuthApi.freshEmail();
        register(email, "password123");

        Answer answer = register(email, "another password");

        answer.isRefused(400, "REGISTRATION_FAILED");
        assertThat(api.login(email, "password123").status()).isEqualTo(200);
    }

    @Test
    void ofManyAtTheSameMomentOneSucceeds() {
        String email = AuthApi.freshEmail();

        List<Answer> answers =
                AuthApi.atOnce(8, () -> register(email, "password123")).toList();

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .allSatisfy(answer -> answer.isRefused(400, "REGISTRATION_FAILED"));
        assertThat(count("outbox where data like ?", "%" + email + "%")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "null, password123, email",
                "'', password123, email",
                "ann, password123, email",
                "ann@, password123, email",
                "@example.com, password123, email",
                "ann@example, password123, email",
                "ann@ex ample.com, password123, email",
                "ann\u200b@example.com, password123, email",
                "ann\ud83d@example.com, password123, email",
                "ann@example.com, null, password",
                "ann@example.com, '', password",
                "ann@example.com, short12, password",
            })
    void doesNotTakeJustAnything(String email, String password, String field) {
        var body = new HashMap<String, Object>();
        body.put("email", email);
        body.put("password", password);

        api.post("/auth/register", body).isRefused(400, "VALIDATION_ERROR").withProblem(field);
    }

    @Test
    void aPasswordIsMeasuredInBytes() {
        assertThat(register(AuthApi.freshEmail(), "ü".repeat(36)).status()).isEqualTo(201);
        register(AuthApi.freshEmail(), "ü".repeat(36) + "!")
                .isRefused(400, "VALIDATION_ERROR")
                .withProblem("password");
        register(AuthApi.freshEmail(), "a".repeat(73))
                .isRefused(400, "VALIDATION_ERROR")
                .withProblem("password");
    }

    @Test
    void anAddressMustNotBeEndless() {
        register("a".repeat(60) + "@" + "b".repeat(60) + "." + "c".repeat(200) + ".com", "password123")
                .isRefused(400, "VALIDATION_ERROR")
                .withProblem("email");
    }

    @Test
    void nobodyRegistersAsAnAdmin() {
        String email = AuthApi.freshEmail();

        Answer answer = api.post("/auth/register", Map.of("email", email, "password", "password123", "role", "admin"));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(jdbc.sql("select role from accounts where email = ?")
                        .param(email)
                        .query(String.class)
                        .single())
                .isEqualTo("USER");
    }

    @Test
    void whatIsNotJsonIsRefusedInTheEnvelope() {
        api.post("/auth/register", "{\"email\":").isRefused(400, "VALIDATION_ERROR");
        api.post("/auth/register", "[]").isRefused(400, "VALIDATION_ERROR");
        api.post("/auth/register", Map.of("email", 5, "password", "password123"))
                .isRefused(400, "VALIDATION_ERROR")
                .withProblem("email");
        api.call(HttpMethod.GET, "/auth/register", null, null).isRefused(405, "METHOD_NOT_ALLOWED");
    }

    @Test
    void aBadBearerTokenDoesNotMatter() {
        Answer answer = api.call(
                HttpMethod.POST,
                "/auth/register",
                "not.a.token",
                Map.of("email", AuthApi.freshEmail(), "password", "password123"));

        assertThat(answer.status()).isEqualTo(201);
    }

    private int count(String from, String param) {
        return jdbc.sql("select count(*) from " + from)
                .param(param)
                .query(Integer.class)
                .single();
    }

    private Answer register(String email, String password) {
        return api.post("/auth/register", Map.of("email", email, "password", password));
    }
}
