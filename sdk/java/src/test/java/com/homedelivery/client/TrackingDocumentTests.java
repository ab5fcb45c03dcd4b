package com.homedelivery.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.homedelivery.client.DeliveryUpdate.LocationUpdate;
import com.homedelivery.client.DeliveryUpdate.StatusUpdate;
import com.homedelivery.client.model.Delivery;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages have what {@code docs/api/tracking.json} says. */
class TrackingDocumentTests {

    private static final JsonNode SCHEMAS = Documents.read("tracking.json").at("/components/schemas");

    @ParameterizedTest
    @ValueSource(classes = {StatusUpdate.class, LocationUpdate.class, PickupReminder.class})
    void hasEachFieldOfTheDocument(Class<?> message) {
        JsonNode properties = SCHEMAS.get(message.getSimpleName()).get("properties");

        assertThat(Stream.concat(
                        Stream.of("type"),
                        Arrays.stream(message.getRecordComponents()).map(RecordComponent::getName)))
                .containsExactlyInAnyOrderElementsOf(properties::fieldNames);
    }

    @Test
    void knowsEachStatusOfTheDocument() {
        List<String> statuses = StreamSupport.stream(
                        SCHEMAS.at("/StatusUpdate/properties/status/enum").spliterator(), false)
                .map(JsonNode::asText)
                .toList();

        assertThat(Arrays.stream(Delivery.StatusEnum.values()).map(Delivery.StatusEnum::getValue))
                .containsAll(statuses);
    }
}
