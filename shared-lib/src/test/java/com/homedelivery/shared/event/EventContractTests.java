package com.homedelivery.shared.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
            "user.role_changed",
            "user.email_changed",
            "user.verification_requested",
            "user.security_alert",
            "user.deleted",
            "order.created",
            "order.confirmed",
            "order.cancelled",
            "order.delivered",
            "order.failed",
            "order.adjusted",
            "order.stuck",
            "payment.initiated",
            "payment.success",
            "payment.failed",
            "payment.refunded",
            "payment.refund_failed",
            "inventory.updated",
            "inventory.low_stock",
            "inventory.out_of_stock",
            "inventory.shortage",
            "inventory.availability_changed",
            "inventory.back_in_stock",
            "delivery.assigned",
            "delivery.started",
            "delivery.in_transit",
            "delivery.completed",
            "delivery.failed",
            "delivery.cancelled",
            "delivery.returned",
            "delivery.unassigned",
            "delivery.pickup_overdue",
            "delivery.delayed",
            "delivery.no_rider_found",
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

    @Test
    void everyStreamKnowsItsReadersBeforeTheyStart() {
        assertThat(EventStream.groupsOf("stream:users"))
                .containsExactlyInAnyOrder(
                        "user-service",
                        "inventory-service",
                        "cart-service",
                        "order-service",
                        "payment-service",
                        "delivery-service",
                        "notification-service");
        assertThat(EventStream.groupsOf("stream:orders"))
                .containsExactlyInAnyOrder(
                        "cart-service",
                        "inventory-service",
                        "payment-service",
                        "delivery-service",
                        "notification-service");
        assertThat(EventStream.groupsOf("stream:payments"))
                .containsExactlyInAnyOrder("order-service", "notification-service");
        assertThat(EventStream.groupsOf("stream:inventory"))
                .containsExactlyInAnyOrder("product-service", "order-service", "notification-service");
        assertThat(EventStream.groupsOf("stream:deliveries"))
                .containsExactlyInAnyOrder(
                        "order-service", "inventory-service", "payment-service", "notification-service");
        assertThat(EventStream.groupsOf("stream:unheard-of")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("events")
    void todaysCodeReadsAndWritesTheExample(Class<? extends DomainEvent> kind) throws IOException {
        String example = latestExample(kind);

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
        String example = latestExample(kind);
        String fromTheFuture = example.replaceFirst("\\{", "{\"addedLater\": {\"deep\": [1]},");

        assertThat(EventJson.read(fromTheFuture, kind)).isEqualTo(EventJson.read(example, kind));
    }

    @ParameterizedTest
    @MethodSource("events")
    void todaysCodeReadsWhatEarlierVersionsWrote(Class<? extends DomainEvent> kind) throws IOException {
        for (String example : examples(kind)) {
            assertThat(EventJson.read(example, kind).key()).isNotBlank();
        }
    }

    /** To a list that {@code sha256sum --check} reads a new example is added; what is in it never changes. */
    @Test
    void examplesOfPublishedVersionsNeverChange() throws Exception {
        List<String> checksums = new ArrayList<>();
        for (Class<? extends DomainEvent> kind : events()) {
            String type = kind.getAnnotation(EventType.class).value();
            List<String> examples = examples(kind);
            for (int version = 1; version <= examples.size(); version++) {
                byte[] example = examples.get(version - 1).getBytes(StandardCharsets.UTF_8);
                checksums.add(sha256(example) + "  " + fileName(type, version));
            }
        }
        assertThat(checksums)
                .as("src/test/resources/events/checksums.sha256")
                .containsExactlyInAnyOrderElementsOf(
                        read("checksums.sha256").orElseThrow().lines().toList());
    }

    @ParameterizedTest
    @MethodSource("events")
    void whatTheFirstVersionDidNotHaveMayBeMissing(Class<? extends DomainEvent> kind) throws IOException {
        assertThat(requiredAndMissing(kind, tree(examples(kind).getFirst())))
                .as("fields that were added later and are not @Nullable")
                .isEmpty();
    }

    /** Components of a record, and of the records in it, that its JSON lacks and that are not {@link Nullable}. */
    private static List<String> requiredAndMissing(Class<?> kind, JsonNode json) {
        return Arrays.stream(kind.getRecordComponents())
                .flatMap(component -> {
                    JsonNode value = json.path(component.getName());
                    if (value.isMissingNode()) {
                        return component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                                ? Stream.empty()
                                : Stream.of(kind.getSimpleName() + "." + component.getName());
                    }
                    return recordIn(component.getGenericType()).stream()
                            .flatMap(inner ->
                                    requiredAndMissing(inner, value.isArray() ? value.path(0) : value).stream());
                })
                .toList();
    }

    /** The record that a component is, or that it is a list of. */
    private static Optional<Class<?>> recordIn(Type type) {
        Type inner = type instanceof ParameterizedType list ? list.getActualTypeArguments()[0] : type;
        return inner instanceof Class<?> kind && kind.isRecord() ? Optional.of(kind) : Optional.empty();
    }

    private static String latestExample(Class<? extends DomainEvent> kind) throws IOException {
        return examples(kind).getLast();
    }

    /** One example of every version of an event, the oldest first. */
    private static List<String> examples(Class<? extends DomainEvent> kind) throws IOException {
        String type = kind.getAnnotation(EventType.class).value();
        List<String> examples = new ArrayList<>();
        Optional<String> example = read(fileName(type, 1));
        while (example.isPresent()) {
            examples.add(example.get());
            example = read(fileName(type, examples.size() + 1));
        }
        assertThat(examples).as("examples of " + type).isNotEmpty();
        return examples;
    }

    private static String fileName(String type, int version) {
        return type + ".v" + version + ".json";
    }

    private static Optional<String> read(String name) throws IOException {
        try (InputStream file = EventContractTests.class.getResourceAsStream("/events/" + name)) {
            return file == null
                    ? Optional.empty()
                    : Optional.of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static String sha256(byte[] content) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    private static JsonNode tree(String json) {
        return JsonMapper.shared().readTree(json);
    }
}
