package com.homedelivery.user.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.user.UserApi;
import com.homedelivery.user.UserApi.Answer;
import com.homedelivery.user.UserApi.Person;
import com.homedelivery.user.UserServiceTest;
import com.homedelivery.user.domain.AddressBook;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@UserServiceTest
class AddressIT {

    private static final String ADDRESSES = "/users/addresses";

    @Autowired
    private UserApi api;

    @Test
    void aNewBookIsEmpty() {
        Answer answer = api.somebody().get(ADDRESSES);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.data().isArray()).isTrue();
        assertThat(answer.data()).isEmpty();
    }

    @Test
    void keepsAnAddress() {
        Person ann = api.somebody();

        Answer answer = ann.post(ADDRESSES, """
                {"label": "Home", "street": " 123 Main St ", "city": "New York", "state": "NY", "zipCode": "10001",
                 "coordinates": {"lat": 40.7128, "lng": -74.0060}}""");

        assertThat(answer.status()).isEqualTo(201);
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
        assertThat(answer.text("/street")).isEqualTo("123 Main St");
        assertThat(answer.data().at("/coordinates/lat").asDouble()).isEqualTo(40.7128);
        assertThat(answer.data().path("isDefault").asBoolean()).isTrue();
        assertThat(ann.get(ADDRESSES).data().get(0)).isEqualTo(answer.data());
    }

    @Test
    void whatIsNotKnownIsLeftOut() {
        assertThat(add(api.somebody(), "").data().propertyNames()).doesNotContain("label", "coordinates");
    }

    @Test
    void theDefaultComesFirst() {
        Person ann = api.somebody();
        add(ann, "Home");
        add(ann, "Work");

        ann.post(ADDRESSES, body("Parents", true));

        assertThat(labels(ann.get(ADDRESSES))).containsExactly("Parents*", "Home", "Work");
    }

    @Test
    void anotherAddressCanBeMadeTheDefault() {
        Person ann = api.somebody();
        String home = add(ann, "Home").text("/id");
        String work = add(ann, "Work").text("/id");

        Answer answer = ann.put(ADDRESSES + "/" + work, Map.of("isDefault", true));

        assertThat(answer.data().path("isDefault").asBoolean()).isTrue();
        assertThat(labels(ann.get(ADDRESSES))).containsExactly("Work*", "Home");
        ann.put(ADDRESSES + "/" + home, Map.of("isDefault", true));
        assertThat(labels(ann.get(ADDRESSES))).containsExactly("Home*", "Work");
        ann.put(ADDRESSES + "/" + home, Map.of("isDefault", false))
                .isRefused(400, "VALIDATION_ERROR")
                .withProblem("isDefault");
    }

    @Test
    void whatIsNotSentStaysAsItWas() {
        Person ann = api.somebody();
        String home = add(ann, "Home").text("/id");

        Answer answer = ann.put(ADDRESSES + "/" + home, Map.of("zipCode", "10002", "label", ""));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/zipCode")).isEqualTo("10002");
        assertThat(answer.text("/street")).isEqualTo("123 Main St");
        assertThat(answer.data().has("label")).isFalse();
        assertThat(answer.data().path("isDefault").asBoolean()).isTrue();
        ann.put(ADDRESSES + "/" + home, Map.of("street", " "))
                .isRefused(400, "VALIDATION_ERROR")
                .withProblem("street");
    }

    @Test
    void removingTheDefaultPromotesAnother() {
        Person ann = api.somebody();
        String home = add(ann, "Home").text("/id");
        add(ann, "Work");
        add(ann, "Parents");

        Answer answer = ann.delete(ADDRESSES + "/" + home);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(labels(answer)).containsExactly("Parents*", "Work");
        assertThat(ann.get(ADDRESSES).data()).isEqualTo(answer.data());
        ann.delete(ADDRESSES + "/" + home).isRefused(404, "NOT_FOUND");
    }

    @Test
    void theLastAddressCanBeRemovedToo() {
        Person ann = api.somebody();
        String home = add(ann, "Home").text("/id");

        assertThat(ann.delete(ADDRESSES + "/" + home).data()).isEmpty();
        assertThat(labels(add(ann, "Work"))).containsExactly("Work*");
    }

    @Test
    void somebodyElsesAddressIsNotFound() {
        Person ann = api.somebody();
        Person bob = api.somebody();
        String anns = add(ann, "Home").text("/id");

        bob.put(ADDRESSES + "/" + anns, Map.of("street", "Mine now")).isRefused(404, "NOT_FOUND");
        bob.delete(ADDRESSES + "/" + anns).isRefused(404, "NOT_FOUND");
        add(bob, "Home");
        bob.put(ADDRESSES + "/" + anns, Map.of("isDefault", true)).isRefused(404, "NOT_FOUND");
        bob.delete(ADDRESSES + "/" + UUID.randomUUID()).isRefused(404, "NOT_FOUND");
        bob.delete(ADDRESSES + "/home").isRefused(404, "NOT_FOUND");

        assertThat(ann.get(ADDRESSES).data()).hasSize(1);
    }

    @Test
    void manyAtOnceAllFindTheirPlaceAndOneIsTheDefault() {
        Person ann = api.somebody();

        List<Answer> answers = UserApi.atOnce(AddressBook.MAX_ADDRESSES + 4, () -> add(ann, "Home"))
                .toList();

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(AddressBook.MAX_ADDRESSES);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .allSatisfy(answer -> answer.isRefused(409, "CONFLICT"));
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
                "{'street': '1 Main St', 'city': 'X', 'state': 'NY', 'zipCode': '1', 'coordinates': {'lat': 1}} "
                        + "| coordinates.lng",
            })
    void doesNotTakeJustAnything(String json, String field) {
        api.somebody()
                .post(ADDRESSES, json.replace('\'', '"'))
                .isRefused(400, "VALIDATION_ERROR")
                .withProblem(field);
    }

    private static Answer add(Person person, String label) {
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
    private static List<String> labels(Answer answer) {
        Iterable<JsonNode> addresses = answer.data().isArray() ? answer.data() : List.of(answer.data());
        return StreamSupport.stream(addresses.spliterator(), false)
                .map(address -> address.path("label").asString()
                        + (address.path("isDefault").asBoolean() ? "*" : ""))
                .toList();
    }
}
