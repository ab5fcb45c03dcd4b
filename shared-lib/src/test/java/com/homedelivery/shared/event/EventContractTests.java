package com.homedelivery.shared.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds the events against the contract: their names, and an example of each version that was ever published. */
class EventContractTests {

    private static final Set<String> CONTRACT = Set.of(
            "user.registered",
            "user.profile_updated",
            "order.created",
            "order.confirmed",
            "order.cancelled",
            "order.delivered",
            "order.failed",
            "payment.initiated",
            "payment.success",
            "payment.failed",
            "payment.refunded",
            "inventory.updated",
            "inventory.low_stock",
            "inventory.out_of_stock",
            "delivery.assigned",
            "delivery.started",
            "delivery.in_transit",
            "delivery.completed",
            "delivery.failed",
            "rider.location_sampled",
            "notification.sent",
            "notification.failed");

    static List<Class<? extends DomainEvent>> events() {
        return EventStream.ALL.stream()
                .flatMap(stream -> records(stream))
                .<Class<? extends DomainEvent>>map(record -> record.asSubclass(DomainEvent.class))
                .toList();
    }

    private static Stream<Class<?>> records(EventStream<?> stream) {
        return Arrays.stream(stream.family().getPermittedSubclasses());
    }

    @Test
    void theEventsAreThoseOfTheContract() {
        assertThat(EventStream.ALL.stream().flatMap(stream -> stream.types().stream()))
                .containsExactlyInAnyOrderElementsOf(CONTRACT);
    }

    @Test
    void everyFamilyOfEventsHasItsStream() {
        assertThat(EventStream.ALL).<Object>extracting(EventStream::family).containsExactlyInAnyOrder((Object[])
                DomainEvent.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("events")
    void todaysCodeReadsAndWritesTheExample(Class<? extends DomainEvent> kind) throws IOException {
        String example = example(kind.getAnnotation(EventType.class).value());

        DomainEvent event = EventJson.read(example, kind);

        assertThat(tree(EventJson.write(event))).isEqualTo(tree(example));
        assertThat(EventStream.of(event).recordFor(EventStream.typeOf(event)))
                .hasValueSatisfying(record -> assertThat((Object) record).isEqualTo(kind));
        assertThat(event).hasNoNullFieldsOrProperties();
        assertThat(event.key()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("events")
    void whatTodaysCodeDoesNotKnowIsIgnored(Class<? extends DomainEvent> kind) throws IOException {
        String example = example(kind.getAnnotation(EventType.class).value());
        String fromTheFuture = example.replaceFirst("\\{", "{\"addedLater\": {\"deep\": [1]},");

        assertThat(EventJson.read(fromTheFuture, kind)).isEqualTo(EventJson.read(example, kind));
    }

    private static String example(String type) throws IOException {
        try (InputStream file = EventContractTests.class.getResourceAsStream("/events/" + type + ".v1.json")) {
            assertThat(file).as("example of " + type).isNotNull();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static JsonNode tree(String json) {
        return JsonMapper.shared().readTree(json);
    }
}
