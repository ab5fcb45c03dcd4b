package com.homedelivery.auth.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.auth.AuthClient;
import com.homedelivery.auth.AuthServiceTest;
import com.homedelivery.auth.application.RegisterAccount;
import com.homedelivery.auth.domain.EmailAddress;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.event.UserEvent.UserRegistered;
import com.homedelivery.shared.event.UserEvent.VerificationRequested;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.AtOnce;
import com.homedelivery.shared.testing.PublishedEvents;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

class RegistrationIT extends AuthServiceTest {

    @Autowired
    private StringRedisTemplate redis;

    @Autowired
    private RegisterAccount registration;

    @Autowired
    private TransactionOperations transactions;

    @Test
    void opensAnAccountForACustomer() {
        String email = AuthClient.newEmail();

        ApiResult answer = auth.register(email, "password123");

        answer.hasStatus(201);
        assertThat(answer.data().propertyNames()).containsExactlyInAnyOrder("userId", "email");
        assertThat(answer.data("email")).isEqualTo(email);
        assertThat(columnOf(email, "role")).isEqualTo("USER");
    }

    @Test
    void theAddressesOfDeletedAccountsAreNobodys() {
        auth.register("deleted-1@deleted.invalid", "password123")
                .hasError(400, "VALIDATION_ERROR")
                .hasFieldError("email");
        auth.register(" Ann@Mail.DELETED.invalid ", "password123")
                .hasError(400, "VALIDATION_ERROR")
                .hasFieldError("email");
    }

    @Test
    void keepsThePasswordAsABCryptHash() {
        String email = AuthClient.newEmail();
        auth.register(email, "password123");

        assertThat(columnOf(email, "password_hash")).startsWith("$2a$");
    }

    @Test
    void putsAnEventIntoTheOutbox() {
        String userId = auth.register(AuthClient.newEmail(), "password123").data("userId");

        Map<String, Object> row = jdbc.sql(
                        "select type, stream, topic, data from outbox where event_key = ? order by id limit 1")
                .param(userId)
                .query()
                .singleRow();

        assertThat(row).containsEntry("type", "user.registered").containsEntry("stream", "stream:users");
        var data = JsonMapper.shared().readTree((String) row.get("data"));
        assertThat(data.propertyNames()).containsExactlyInAnyOrder("userId", "email", "role", "registeredAt");
        assertThat(data.path("role").asString()).isEqualTo("user");
    }

    @Test
    void publishesNothingWhenItIsRolledBack() {
        EmailAddress email = new EmailAddress(AuthClient.newEmail());

        transactions.executeWithoutResult(transaction -> {
            registration.register(email, "password123", Role.USER);
            transaction.setRollbackOnly();
        });

        assertThat(count("accounts where email = ?", email.value())).isZero();
        assertThat(count("outbox where data like ?", "%" + email + "%")).isZero();
    }

    @Test
    void isPublishedOnTheStream() {
        UUID userId = auth.registered().id();

        new PublishedEvents<>(redis, EventStream.USERS)
                .awaitExactly(userId, UserRegistered.class, VerificationRequested.class);
    }

    @Test
    void spaceAndCaseOfTheAddressDoNotCount() {
        String email = AuthClient.newEmail();

        ApiResult answer = auth.register("  " + email.toUpperCase() + " ", "password123");

        assertThat(answer.data("email")).isEqualTo(email);
        auth.register(email, "password123").hasError(400, "REGISTRATION_FAILED");
        auth.login(" " + email.toUpperCase(), "password123").hasStatus(200);
    }

    @Test
    void anAddressIsTakenOnlyOnce() {
        String email = AuthClient.newEmail();
        auth.register(email, "password123");

        ApiResult answer = auth.register(email, "another password");

        answer.hasError(400, "REGISTRATION_FAILED");
        auth.login(email, "password123").hasStatus(200);
    }

    @Test
    void ofManyAtTheSameMomentOneSucceeds() {
        String email = AuthClient.newEmail();

        List<ApiResult> answers = AtOnce.run(8, () -> auth.register(email, "password123"));

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .allSatisfy(answer -> answer.hasError(400, "REGISTRATION_FAILED"));
        assertThat(count("outbox where type = 'user.registered' and data like ?", "%" + email + "%"))
                .isEqualTo(1);
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
    void refusesInvalidValuesByField(String email, String password, String field) {
        var body = new HashMap<String, Object>();
        body.put("email", email);
        body.put("password", password);

        api.post("/auth/register", body).hasError(400, "VALIDATION_ERROR").hasFieldError(field);
    }

    @Test
    void aPasswordIsMeasuredInBytes() {
        auth.register(AuthClient.newEmail(), "ü".repeat(36)).hasStatus(201);
        auth.register(AuthClient.newEmail(), "ü".repeat(36) + "!")
                .hasError(400, "VALIDATION_ERROR")
                .hasFieldError("password");
        auth.register(AuthClient.newEmail(), "a".repeat(73))
                .hasError(400, "VALIDATION_ERROR")
                .hasFieldError("password");
    }

    @Test
    void refusesAnAddressThatIsTooLong() {
        auth.register("a".repeat(60) + "@" + "b".repeat(60) + "." + "c".repeat(200) + ".com", "password123")
                .hasError(400, "VALIDATION_ERROR")
                .hasFieldError("email");
    }

    @Test
    void nobodyRegistersAsAnAdmin() {
        String email = AuthClient.newEmail();

        ApiResult answer =
                api.post("/auth/register", Map.of("email", email, "password", "password123", "role", "admin"));

        answer.hasStatus(201);
        assertThat(columnOf(email, "role")).isEqualTo("USER");
    }

    @Test
    void refusesWhatIsNotJson() {
        api.post("/auth/register", "{\"email\":").hasError(400, "VALIDATION_ERROR");
        api.post("/auth/register", "[]").hasError(400, "VALIDATION_ERROR");
        api.post("/auth/register", Map.of("email", 5, "password", "password123"))
                .hasError(400, "VALIDATION_ERROR")
                .hasFieldError("email");
        api.get("/auth/register").hasError(405, "METHOD_NOT_ALLOWED");
    }

    @Test
    void ignoresAnInvalidBearerToken() {
        ApiResult answer = api.withToken("not.a.token")
                .post("/auth/register", Map.of("email", AuthClient.newEmail(), "password", "password123"));

        answer.hasStatus(201);
    }

    private String columnOf(String email, String column) {
        return jdbc.sql("select " + column + " from accounts where email = ?")
                .param(email)
                .query(String.class)
                .single();
    }

    private int count(String from, String param) {
        return jdbc.sql("select count(*) from " + from)
                .param(param)
                .query(Integer.class)
                .single();
    }
}
