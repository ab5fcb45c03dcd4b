package com.homedelivery.user.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.event.UserEvent.UserProfileUpdated;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.AtOnce;
import com.homedelivery.shared.testing.OutboxEvents;
import com.homedelivery.shared.testing.PublishedEvents;
import com.homedelivery.user.UserServiceTest;
import com.homedelivery.user.application.UpdateProfile;
import com.homedelivery.user.domain.UserFixtures;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ProfileIT extends UserServiceTest {

    private static final String PROFILE = "/users/profile";

    @Autowired
    private OutboxEvents outbox;

    @Autowired
    private StringRedisTemplate redis;

    @Autowired
    private UpdateProfile update;

    @Autowired
    private TransactionOperations transactions;

    @Test
    void isEmptyTheFirstTime() {
        ApiResult answer = ann.get(PROFILE);

        answer.hasStatus(200);
        assertThat(answer.data().propertyNames()).containsExactly("id", "userId", "createdAt", "updatedAt");
        assertThat(answer.data("userId")).isEqualTo(ann.userId().toString());
        assertThat(answer.data("createdAt")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(ann.get(PROFILE).data()).isEqualTo(answer.data());
    }

    @Test
    void manyFirstReadsAtOnceSeeTheSameProfile() {
        List<ApiResult> answers = AtOnce.run(8, () -> ann.get(PROFILE));

        assertThat(answers).allSatisfy(answer -> answer.hasStatus(200));
        assertThat(answers.stream().map(answer -> answer.data("id")).distinct()).hasSize(1);
    }

    @Test
    void canBeWrittenBeforeItIsRead() {
        ApiResult answer = ann.put(PROFILE, Map.of("firstName", "Ann"));

        answer.hasStatus(200);
        assertThat(answer.data("firstName")).isEqualTo("Ann");
        assertThat(ann.get(PROFILE).data()).isEqualTo(answer.data());
    }

    @Test
    void savesAllFields() {
        ann.put(PROFILE, """
                {"firstName": "Ann", "lastName": "Smith", "phone": "+1 (555) 010-0100",
                 "address": {"street": "123 Main St", "city": "New York", "state": "NY", "zipCode": "10001",
                             "coordinates": {"lat": 40.7128, "lng": -74.0060}},
                 "preferences": {"notifications": false, "language": "en", "theme": {"dark": true, "sizes": [1, 2.5]}},
                 "id": "mine", "role": "admin"}
                """);

        JsonNode said = without(ann.get(PROFILE).data(), "id", "userId", "createdAt", "updatedAt");
        assertThat(said.equals(JsonMapper.shared().readTree("""
                {"firstName": "Ann", "lastName": "Smith", "phone": "+1 (555) 010-0100",
                 "address": {"street": "123 Main St", "city": "New York", "state": "NY", "zipCode": "10001",
                             "coordinates": {"lat": 40.7128, "lng": -74.006}},
                 "preferences": {"language": "en", "notifications": false,
                                 "theme": {"dark": true, "sizes": [1, 2.5]}},
                 "language": "en"}
                """)))
                .as(said.toString())
                .isTrue();
        assertThat(ann.put(PROFILE, Map.of()).data().equals(ann.get(PROFILE).data()))
                .isTrue();
    }

    @Test
    void keepsWhatIsNotSent() {
        ann.put(PROFILE, """
                {"firstName": "Ann", "phone": "5550100", "address": {"city": "New York", "zipCode": "10001"},
                 "preferences": {"language": "en", "theme": "dark"}}""");

        ann.put(PROFILE, """
                {"lastName": "Smith", "address": {"zipCode": "10002"}, "preferences": {"language": "fr"}}""");

        ApiResult answer = ann.get(PROFILE);
        assertThat(answer.data("firstName")).isEqualTo("Ann");
        assertThat(answer.data("lastName")).isEqualTo("Smith");
        assertThat(answer.data("phone")).isEqualTo("5550100");
        assertThat(answer.data("address/city")).isEqualTo("New York");
        assertThat(answer.data("address/zipCode")).isEqualTo("10002");
        assertThat(answer.data("preferences/language")).isEqualTo("fr");
        assertThat(answer.data("preferences/theme")).isEqualTo("dark");
    }

    @Test
    void nullRemovesAField() {
        ann.put(PROFILE, """
                {"firstName": "Ann", "phone": "5550100", "language": "DE", "timeZone": "Europe/Berlin",
                 "address": {"city": "New York", "zipCode": "10001", "coordinates": {"lat": 40.7, "lng": -74}},
                 "preferences": {"newsletter": true, "theme": "dark"}}""").hasStatus(200);
        assertThat(ann.get(PROFILE).data("language")).isEqualTo("de");

        ann.put(PROFILE, """
                {"phone": null, "timeZone": null, "address": {"city": null, "coordinates": null},
                 "preferences": {"theme": null}}""");

        JsonNode left = ann.get(PROFILE).data();
        assertThat(left.propertyNames())
                .containsExactlyInAnyOrder(
                        "id", "userId", "firstName", "address", "preferences", "createdAt", "updatedAt", "language");
        assertThat(left.path("address").propertyNames()).containsExactly("zipCode");
        assertThat(left.path("preferences").propertyNames()).containsExactly("newsletter");

        ann.put(PROFILE, "{\"firstName\": null, \"address\": null, \"preferences\": null, \"language\": null}");

        assertThat(ann.get(PROFILE).data().propertyNames()).containsExactly("id", "userId", "createdAt", "updatedAt");
    }

    @Test
    void anEmptyTextClearsAField() {
        ann.put(PROFILE, Map.of("phone", "5550100", "address", Map.of("city", "New York")));

        ann.put(PROFILE, Map.of("phone", "", "address", Map.of("city", " ")));

        assertThat(ann.get(PROFILE).data().propertyNames()).doesNotContain("phone", "address");
    }

    @Test
    void publishesAnEventWhenItChanges() {
        ann.put(PROFILE, Map.of("firstName", "Ann", "phone", "5550100"));
        ann.put(PROFILE, Map.of("firstName", "Ann"));
        ann.put(PROFILE, Map.of("preferences", Map.of("notifications", false)));

        List<JsonNode> events = outbox.dataAbout(ann.userId(), "user.profile_updated").stream()
                .map(JsonMapper.shared()::readTree)
                .toList();

        assertThat(events).hasSize(2);
        assertThat(events.getFirst().propertyNames())
                .containsExactlyInAnyOrder("userId", "firstName", "phone", "notificationsEnabled", "updatedAt");
        assertThat(events.getFirst().path("notificationsEnabled").asBoolean()).isTrue();
        assertThat(events.getLast().path("notificationsEnabled").asBoolean()).isFalse();
    }

    @Test
    void publishesNothingWhenTheChangeIsRolledBack() {
        transactions.executeWithoutResult(transaction -> {
            update.update(ann.userId(), UserFixtures.names("Ann", null));
            transaction.setRollbackOnly();
        });

        assertThat(ann.get(PROFILE).data().has("firstName")).isFalse();
        assertThat(outbox.typesAbout(ann.userId())).isEmpty();
    }

    @Test
    void aChangeIsPublishedOnTheStream() {
        ann.put(PROFILE, Map.of("firstName", "Ann"));

        new PublishedEvents<>(redis, EventStream.USERS).awaitExactly(ann.userId(), UserProfileUpdated.class);
    }

    @Test
    void concurrentChangesEitherSucceedOrConflict() {
        ann.get(PROFILE);

        List<ApiResult> answers = AtOnce.run(
                6,
                () -> ann.put(
                        PROFILE,
                        Map.of(
                                "preferences",
                                Map.of("k" + Thread.currentThread().threadId(), 1))));

        long succeeded =
                answers.stream().filter(answer -> answer.status() == 200).count();
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allSatisfy(answer -> answer.hasError(409, "CONFLICT"));
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
                "{'language': 'klingon'} | language",
                "{'language': 5} | language",
                "{'timeZone': 'Middle of nowhere'} | timeZone",
                "{'preferences': {'nul\\u0000': 1}} | preferences",
            })
    void refusesInvalidValuesByField(String json, String field) {
        api.asCustomer()
                .put(PROFILE, json.replace('\'', '"'))
                .hasError(400, "VALIDATION_ERROR")
                .hasFieldError(field);
    }

    @Test
    void refusesTextsThatAreTooLong() {
        ann.put(PROFILE, Map.of("firstName", "x".repeat(101)))
                .hasError(400, "VALIDATION_ERROR")
                .hasFieldError("firstName");
        ann.put(PROFILE, Map.of("preferences", Map.of("note", "x".repeat(9000))))
                .hasError(400, "VALIDATION_ERROR")
                .hasFieldError("preferences");
        ann.put(PROFILE, Map.of("firstName", "x".repeat(1_100_000))).hasError(413, "PAYLOAD_TOO_LARGE");
        ann.put(PROFILE, null).hasError(400, "VALIDATION_ERROR");
        assertThat(ann.get(PROFILE).data().has("firstName")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+49 89 1234-567", "(555) 010.0100", "5550100", "00 1 555/0100"})
    void phoneNumbersMayBeWrittenAsPeopleLike(String phone) {
        assertThat(api.asCustomer().put(PROFILE, Map.of("phone", phone)).data("phone"))
                .isEqualTo(phone);
    }

    @Test
    void keepsEveryScript() {
        ann.put(PROFILE, Map.of("firstName", "Zoë 🚲", "preferences", Map.of("ключ", "значение 🚲")));

        assertThat(ann.get(PROFILE).data("firstName")).isEqualTo("Zoë 🚲");
        assertThat(ann.get(PROFILE).data("preferences/ключ")).isEqualTo("значение 🚲");
    }

    @Test
    void languagesAreThoseOfTheWorld() {
        JsonNode languages = ann.get("/users/languages").data();

        assertThat(languages.size()).isGreaterThan(150);
        assertThat(languages.findValuesAsString("code")).contains("en", "de", "es", "mi");
        assertThat(languages.findValuesAsString("name"))
                .contains("German")
                .isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER);
    }

    @ParameterizedTest
    @ValueSource(strings = {PROFILE, "/users/addresses", "/users/favourites", "/users/languages"})
    void refusesWhoIsNotACustomer(String path) {
        api.anonymous().get(path).hasError(401, "UNAUTHORIZED");
        api.withToken("garbage").get(path).hasError(401, "INVALID_TOKEN");
        api.asService("order-service").get(path).hasError(403, "FORBIDDEN");
    }

    @Test
    void anUnknownRouteIsNotFound() {
        api.asCustomer().get("/users/unknown").hasError(404, "NOT_FOUND");
        api.asCustomer().delete(PROFILE).hasError(405, "METHOD_NOT_ALLOWED");
    }

    private static JsonNode without(JsonNode data, String... fields) {
        return ((ObjectNode) data.deepCopy()).remove(List.of(fields));
    }
}
