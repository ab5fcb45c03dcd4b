package com.homedelivery.user.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.CallingService;
import com.homedelivery.user.UserApi;
import com.homedelivery.user.UserApi.Answer;
import com.homedelivery.user.UserApi.Person;
import com.homedelivery.user.UserServiceTest;
import com.homedelivery.user.application.UpdateProfile;
import com.homedelivery.user.domain.ProfileChanges;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@UserServiceTest
class ProfileIT {

    private static final String PROFILE = "/users/profile";

    @Autowired
    private UserApi api;

    @Autowired
    private AccessTokens tokens;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private StringRedisTemplate redis;

    @Autowired
    private UpdateProfile update;

    @Autowired
    private TransactionOperations transactions;

    @Test
    void isThereAndEmptyTheFirstTime() {
        Person ann = api.somebody();

        Answer answer = ann.get(PROFILE);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.data().propertyNames()).containsExactly("id", "userId", "createdAt", "updatedAt");
        assertThat(answer.text("/userId")).isEqualTo(ann.id().toString());
        assertThat(answer.text("/createdAt")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(ann.get(PROFILE).data()).isEqualTo(answer.data());
    }

    @Test
    void manyFirstReadsAtOnceSeeTheSameProfile() {
        Person ann = api.somebody();

        List<Answer> answers = UserApi.atOnce(8, () -> ann.get(PROFILE)).toList();

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        assertThat(answers.stream().map(answer -> answer.text("/id")).distinct())
                .hasSize(1);
    }

    @Test
    void canBeWrittenBeforeItIsRead() {
        Person ann = api.somebody();

        Answer answer = ann.put(PROFILE, Map.of("firstName", "Ann"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/firstName")).isEqualTo("Ann");
        assertThat(ann.get(PROFILE).data()).isEqualTo(answer.data());
    }

    @Test
    void takesEverythingThatMayBeSaidAboutOneself() {
        Person ann = api.somebody();

        ann.put(PROFILE, """
                {"firstName": "Ann", "lastName": "Smith", "phone": "+1 (555) 010-0100",
                 "address": {"street": "123 Main St", "city": "New York", "state": "NY", "zipCode": "10001",
                             "coordinates": {"lat": 40.7128, "lng": -74.0060}},
                 "preferences": {"notifications": false, "language": "en", "theme": {"dark": true, "sizes": [1, 2.5]}},
                 "id": "mine", "role": "admin"}
                """);

        JsonNode said = without(ann.get(PROFILE).data(), "id", "userId", "createdAt", "updatedAt");
        assertThat(said.equals(new JsonMapper().readTree("""
                {"firstName": "Ann", "lastName": "Smith", "phone": "+1 (555) 010-0100",
                 "address": {"street": "123 Main St", "city": "New York", "state": "NY", "zipCode": "10001",
                             "coordinates": {"lat": 40.7128, "lng": -74.006}},
                 "preferences": {"language": "en", "notifications": false,
                                 "theme": {"dark": true, "sizes": [1, 2.5]}}}
                """)))
                .as(said.toString())
                .isTrue();
        assertThat(ann.put(PROFILE, Map.of()).data().equals(ann.get(PROFILE).data()))
                .isTrue();
    }

    @Test
    void whatIsNotSentStaysAsItWas() {
        Person ann = api.somebody();
        ann.put(PROFILE, """
                {"firstName": "Ann", "phone": "5550100", "address": {"city": "New York", "zipCode": "10001"},
                 "preferences": {"language": "en", "theme": "dark"}}""");

        ann.put(PROFILE, """
                {"lastName": "Smith", "firstName": null, "address": {"zipCode": "10002", "city": null},
                 "preferences": {"language": "fr", "theme": null}}""");

        Answer answer = ann.get(PROFILE);
        assertThat(answer.text("/firstName")).isEqualTo("Ann");
        assertThat(answer.text("/lastName")).isEqualTo("Smith");
        assertThat(answer.text("/phone")).isEqualTo("5550100");
        assertThat(answer.text("/address/city")).isEqualTo("New York");
        assertThat(answer.text("/address/zipCode")).isEqualTo("10002");
        assertThat(answer.text("/preferences/language")).isEqualTo("fr");
        assertThat(answer.text("/preferences/theme")).isEqualTo("dark");
    }

    @Test
    void anEmptyTextClearsAField() {
        Person ann = api.somebody();
        ann.put(PROFILE, Map.of("phone", "5550100", "address", Map.of("city", "New York")));

        ann.put(PROFILE, Map.of("phone", "", "address", Map.of("city", " ")));

        assertThat(ann.get(PROFILE).data().propertyNames()).doesNotContain("phone", "address");
    }

    @Test
    void isAnnouncedWhenItChanges() {
        Person ann = api.somebody();
        ann.put(PROFILE, Map.of("firstName", "Ann", "phone", "5550100"));
        ann.put(PROFILE, Map.of("firstName", "Ann"));
        ann.put(PROFILE, Map.of("preferences", Map.of("notifications", false)));

        List<JsonNode> events = jdbc
                .sql("select data from outbox where event_key = ? and type = 'user.profile_updated' order by id")
                .param(ann.id().toString())
                .query(String.class)
                .list()
                .stream()
                .map(new JsonMapper()::readTree)
                .toList();

        assertThat(events).hasSize(2);
        assertThat(events.getFirst().propertyNames())
                .containsExactlyInAnyOrder("userId", "firstName", "phone", "notificationsEnabled", "updatedAt");
        assertThat(events.getFirst().path("notificationsEnabled").asBoolean()).isTrue();
        assertThat(events.getLast().path("notificationsEnabled").asBoolean()).isFalse();
    }

    @Test
    void isNotAnnouncedWhenTheChangeComesToNothing() {
        Person ann = api.somebody();

        transactions.executeWithoutResult(transaction -> {
            update.update(ann.id(), new ProfileChanges("Ann", null, null, null, null));
            transaction.setRollbackOnly();
        });

        assertThat(ann.get(PROFILE).data().has("firstName")).isFalse();
        assertThat(jdbc.sql("select count(*) from outbox where event_key = ?")
                        .param(ann.id().toString())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void isHeardOfOnTheStream() {
        Person ann = api.somebody();
        ann.put(PROFILE, Map.of("firstName", "Ann"));

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(redis.opsForStream().range("stream:users", Range.unbounded()))
                        .anySatisfy(entry -> {
                            assertThat(entry.getValue()).containsEntry("type", "user.profile_updated");
                            assertThat(entry.getValue())
                                    .containsEntry("subject", ann.id().toString());
                        }));
    }

    @Test
    void changesAtOnceEitherSucceedOrSaySo() {
        Person ann = api.somebody();
        ann.get(PROFILE);

        List<Answer> answers = UserApi.atOnce(
                        6,
                        () -> ann.put(
                                PROFILE,
                                Map.of(
                                        "preferences",
                                        Map.of("k" + Thread.currentThread().threadId(), 1))))
                .toList();

        long succeeded =
                answers.stream().filter(answer -> answer.status() == 200).count();
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allSatisfy(answer -> answer.isRefused(409, "CONFLICT"));
        assertThat(succeeded).isPositive();
        assertThat(ann.get(PROFILE).data().path("preferences").size()).isEqualTo((int) succeeded);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'firstName': 5} | firstName",
                "{'phone': 'call me'} | phone",
                "{'phone': '1234'} | phone",
                "{'phone': '+1234567890123456'} | phone",
                "{'address': 'New York'} | address",
                "{'address': {'coordinates': {'lat': 91, 'lng': 0}}} | address.coordinates.lat",
                "{'address': {'coordinates': {'lat': 0, 'lng': -180.5}}} | address.coordinates.lng",
                "{'address': {'coordinates': {'lat': 0}}} | address.coordinates.lng",
                "{'address': {'coordinates': {'lat': '1', 'lng': 2}}} | address.coordinates.lat",
                "{'address': {'zipCode': '123456789012345678901'}} | address.zipCode",
                "{'preferences': [1]} | preferences",
                "{'preferences': {'notifications': 'yes'}} | preferences.notifications",
                "{'preferences': {'language': 1}} | preferences.language",
                "{'preferences': {'size': 1e999}} | preferences",
                "{'preferences': {'nul\\u0000': 1}} | preferences",
            })
    void doesNotTakeJustAnything(String json, String field) {
        api.somebody()
                .put(PROFILE, json.replace('\'', '"'))
                .isRefused(400, "VALIDATION_ERROR")
                .withProblem(field);
    }

    @Test
    void textsHaveBounds() {
        Person ann = api.somebody();

        ann.put(PROFILE, Map.of("firstName", "x".repeat(101)))
                .isRefused(400, "VALIDATION_ERROR")
                .withProblem("firstName");
        ann.put(PROFILE, Map.of("preferences", Map.of("note", "x".repeat(9000))))
                .isRefused(400, "VALIDATION_ERROR")
                .withProblem("preferences");
        ann.put(PROFILE, Map.of("firstName", "x".repeat(1_100_000))).isRefused(413, "PAYLOAD_TOO_LARGE");
        ann.put(PROFILE, null).isRefused(400, "VALIDATION_ERROR");
        assertThat(ann.get(PROFILE).data().has("firstName")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+49 89 1234-567", "(555) 010.0100", "5550100", "00 1 555/0100"})
    void phoneNumbersMayBeWrittenAsPeopleLike(String phone) {
        assertThat(api.somebody().put(PROFILE, Map.of("phone", phone)).text("/phone"))
                .isEqualTo(phone);
    }

    @Test
    void everyWritingIsKept() {
        Person ann = api.somebody();

        ann.put(PROFILE, Map.of("firstName", "Zoë 🚲", "preferences", Map.of("ключ", "значение 🚲")));

        assertThat(ann.get(PROFILE).text("/firstName")).isEqualTo("Zoë 🚲");
        assertThat(ann.get(PROFILE).text("/preferences/ключ")).isEqualTo("значение 🚲");
    }

    @ParameterizedTest
    @ValueSource(strings = {PROFILE, "/users/addresses"})
    void isNobodyElsesBusiness(String path) {
        api.call(HttpMethod.GET, path, null, null).isRefused(401, "UNAUTHORIZED");
        api.call(HttpMethod.GET, path, "garbage", null).isRefused(401, "INVALID_TOKEN");
        api.call(HttpMethod.GET, path, tokens.issueFor(new CallingService("order-service")), null)
                .isRefused(403, "FORBIDDEN");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        api.somebody().get("/users/unknown").isRefused(404, "NOT_FOUND");
        api.somebody().delete(PROFILE).isRefused(405, "METHOD_NOT_ALLOWED");
    }

    private static JsonNode without(JsonNode data, String... fields) {
        return ((ObjectNode) data.deepCopy()).remove(List.of(fields));
    }
}
