package com.homedelivery.user.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.AtOnce;
import com.homedelivery.user.UserServiceTest;
import com.homedelivery.user.domain.AddressBook;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class AddressIT extends UserServiceTest {

    private static final String ADDRESSES = "/users/addresses";

    @Test
    void aNewBookIsEmpty() {
        ApiResult answer = api.asCustomer().get(ADDRESSES);

        answer.hasStatus(200);
        assertThat(answer.data().isArray()).isTrue();
        assertThat(answer.data()).isEmpty();
    }

    @Test
    void savesAnAddress() {
        ApiResult answer = ann.post(ADDRESSES, """
                {"label": "Home", "street": " 123 Main St ", "city": "New York", "state": "NY", "zipCode": "10001",
                 "coordinates": {"lat": 40.7128, "lng": -74.0060}}""");

        answer.hasStatus(201);
        assertThat(answer.data().propertyNames())
                .containsExactly(
                        "id",
                        "label",
                        "street",
                        "city",
                        "state",
                        "zipCode",
                        "coordinates",
                        "isDefault",
                        "createdAt",
                        "updatedAt");
        assertThat(answer.data("street")).isEqualTo("123 Main St");
        assertThat(answer.data().at("/coordinates/lat").asDouble()).isEqualTo(40.7128);
        assertThat(answer.data().path("isDefault").asBoolean()).isTrue();
        assertThat(ann.get(ADDRESSES).data().get(0)).isEqualTo(answer.data());
    }

    @Test
    void leavesOutUnknownValues() {
        assertThat(add(api.asCustomer(), "").data().propertyNames()).doesNotContain("label", "coordinates");
    }

    @Test
    void theDefaultComesFirst() {
        add(ann, "Home");
        add(ann, "Work");

        ann.post(ADDRESSES, body("Parents", true));

        assertThat(labels(ann.get(ADDRESSES))).containsExactly("Parents*", "Home", "Work");
    }

    @Test
    void anotherAddressCanBeMadeTheDefault() {
        String home = add(ann, "Home").data("id");
        String work = add(ann, "Work").data("id");

        ApiResult answer = ann.put(ADDRESSES + "/" + work, Map.of("isDefault", true));

        assertThat(answer.data().path("isDefault").asBoolean()).isTrue();
        assertThat(labels(ann.get(ADDRESSES))).containsExactly("Work*", "Home");
        ann.put(ADDRESSES + "/" + home, Map.of("isDefault", true));
        assertThat(labels(ann.get(ADDRESSES))).containsExactly("Home*", "Work");
        ann.put(ADDRESSES + "/" + home, Map.of("isDefault", false))
                .hasError(400, "VALIDATION_ERROR")
                .hasFieldError("isDefault");
    }

    @Test
    void keepsWhatIsNotSent() {
        String home = add(ann, "Home").data("id");

        ApiResult answer = ann.put(ADDRESSES + "/" + home, Map.of("zipCode", "10002", "label", ""));

        answer.hasStatus(200);
        assertThat(answer.data("zipCode")).isEqualTo("10002");
        assertThat(answer.data("street")).isEqualTo("123 Main St");
        assertThat(answer.data().has("label")).isFalse();
        assertThat(answer.data().path("isDefault").asBoolean()).isTrue();
        ann.put(ADDRESSES + "/" + home, Map.of("street", " "))
                .hasError(400, "VALIDATION_ERROR")
                .hasFieldError("street");
    }

    @Test
    void oneAddressIsReadById() {
        ApiResult home = add(ann, "Home");

        assertThat(ann.get(ADDRESSES + "/" + home.data("id")).data()).isEqualTo(home.data());
        api.asCustomer().get(ADDRESSES + "/" + home.data("id")).hasError(404, "NOT_FOUND");
        ann.get(ADDRESSES + "/" + UUID.randomUUID()).hasError(404, "NOT_FOUND");
    }

    @Test
    void keepsWhatIsForTheRider() {
        ApiResult home = ann.post(ADDRESSES, """
                {"street": "123 Main St", "city": "New York", "state": "NY", "zipCode": "10001",
                 "instructions": " Code 4711, third floor ", "phone": "+1 (212) 555-0100"}""");

        assertThat(home.data("instructions")).isEqualTo("Code 4711, third floor");
        assertThat(home.data("phone")).isEqualTo("+12125550100");
        String path = ADDRESSES + "/" + home.data("id");
        assertThat(ann.put(path, Map.of("phone", "+49 89 1234567")).data("phone"))
                .isEqualTo("+49891234567");
        ann.put(path, Map.of("phone", "call me")).isInvalid("phone");
        ann.put(path, Map.of("instructions", "x".repeat(501))).isInvalid("instructions");

        ApiResult cleared = ann.put(path, "{\"instructions\": null, \"phone\": \"\", \"label\": null}");

        assertThat(cleared.data().propertyNames()).doesNotContain("instructions", "phone", "label");
    }

    @Test
    void nullRemovesWhatAnAddressCanBeWithout() {
        String path = ADDRESSES + "/" + ann.post(ADDRESSES, """
                {"label": "Home", "street": "123 Main St", "city": "New York", "state": "NY", "zipCode": "10001",
                 "coordinates": {"lat": 40.7128, "lng": -74.0060}}""").data("id");

        ann.put(path, "{\"street\": null}").isInvalid("street");
        ann.put(path, "{\"coordinates\": {\"lat\": 1}}").isInvalid("coordinates.lng");
        ApiResult answer = ann.put(path, "{\"coordinates\": null, \"label\": null, \"isDefault\": null}");

        assertThat(answer.data().propertyNames()).doesNotContain("coordinates", "label");
        assertThat(answer.data().path("isDefault").asBoolean()).isTrue();
        assertThat(answer.data("street")).isEqualTo("123 Main St");
    }

    @Test
    void removingTheDefaultPromotesAnother() {
        String home = add(ann, "Home").data("id");
        add(ann, "Work");
        add(ann, "Parents");

        ApiResult answer = ann.delete(ADDRESSES + "/" + home);

        answer.hasStatus(200);
        assertThat(labels(answer)).containsExactly("Parents*", "Work");
        assertThat(ann.get(ADDRESSES).data()).isEqualTo(answer.data());
        ann.delete(ADDRESSES + "/" + home).hasError(404, "NOT_FOUND");
    }

    @Test
    void theLastAddressCanBeRemovedToo() {
        String home = add(ann, "Home").data("id");

        assertThat(ann.delete(ADDRESSES + "/" + home).data()).isEmpty();
        assertThat(labels(add(ann, "Work"))).containsExactly("Work*");
    }

    @Test
    void anotherCustomersAddressIsNotFound() {
        ApiClient bob = api.asCustomer();
        String anns = add(ann, "Home").data("id");

        bob.put(ADDRESSES + "/" + anns, Map.of("street", "Mine now")).hasError(404, "NOT_FOUND");
        bob.delete(ADDRESSES + "/" + anns).hasError(404, "NOT_FOUND");
        add(bob, "Home");
        bob.put(ADDRESSES + "/" + anns, Map.of("isDefault", true)).hasError(404, "NOT_FOUND");
        bob.delete(ADDRESSES + "/" + UUID.randomUUID()).hasError(404, "NOT_FOUND");
        bob.delete(ADDRESSES + "/home").hasError(404, "NOT_FOUND");

        assertThat(ann.get(ADDRESSES).data()).hasSize(1);
    }

    @Test
    void takesManyAtOnceUpToTheLimitAndOneIsTheDefault() {
        List<ApiResult> answers = AtOnce.run(AddressBook.MAX_ADDRESSES + 4, () -> add(ann, "Home"));

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(AddressBook.MAX_ADDRESSES);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .allSatisfy(answer -> answer.hasError(409, "CONFLICT"));
        assertThat(labels(ann.get(ADDRESSES)))
                .hasSize(AddressBook.MAX_ADDRESSES)
                .containsOnlyOnce("Home*");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'city': 'New York', 'state': 'NY', 'zipCode': '10001'} | street",
                "{'street': ' ', 'city': 'New York', 'state': 'NY', 'zipCode': '10001'} | street",
                "{'street': '\u2003', 'city': 'New York', 'state': 'NY', 'zipCode': '10001'} | street",
                "{'street': '1 Main St', 'city': 'New York', 'state': 'NY', 'zipCode': 10001} | zipCode",
                "{'street': '1 Main St', 'city': 'X', 'state': 'NY', 'zipCode': '1', 'isDefault': 'yes'} | isDefault",
                "{'street': '1 Main St', 'city': 'X', 'state': 'NY', 'zipCode': '1', 'phone': '5550100'} | phone",
                "{'street': '1 Main St', 'city': 'X', 'state': 'NY', 'zipCode': '1', 'phone': '+1 212'} | phone",
                "{'street': '1 Main St', 'city': 'X', 'state': 'NY', 'zipCode': '1', 'coordinates': {'lat': 1}} "
                        + "| coordinates.lng",
            })
    void refusesInvalidAddressesByField(String json, String field) {
        api.asCustomer()
                .post(ADDRESSES, json.replace('\'', '"'))
                .hasError(400, "VALIDATION_ERROR")
                .hasFieldError(field);
    }

    private static ApiResult add(ApiClient person, String label) {
        return person.post(ADDRESSES, body(label, false));
    }

    private static Map<String, Object> body(String label, boolean isDefault) {
        return Map.of(
                "label",
                label,
                "street",
                "123 Main St",
                "city",
                "New York",
                "state",
                "NY",
                "zipCode",
                "10001",
                "isDefault",
                isDefault);
    }

    /** Labels of the addresses, that of the default with a star. */
    private static List<String> labels(ApiResult answer) {
        Iterable<JsonNode> addresses = answer.data().isArray() ? answer.data() : List.of(answer.data());
        return StreamSupport.stream(addresses.spliterator(), false)
                .map(address -> address.path("label").asString()
                        + (address.path("isDefault").asBoolean() ? "*" : ""))
                .toList();
    }
}
