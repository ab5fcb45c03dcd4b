package com.homedelivery.delivery.domain;

import static com.homedelivery.delivery.domain.DeliveryFixtures.ANNOUNCE;
import static com.homedelivery.delivery.domain.DeliveryFixtures.DOOR;
import static com.homedelivery.delivery.domain.DeliveryFixtures.LIMITS;
import static com.homedelivery.delivery.domain.DeliveryFixtures.NOON;
import static com.homedelivery.delivery.domain.DeliveryFixtures.OFFER_LIFETIME;
import static com.homedelivery.delivery.domain.DeliveryFixtures.OTHER;
import static com.homedelivery.delivery.domain.DeliveryFixtures.POLICY;
import static com.homedelivery.delivery.domain.DeliveryFixtures.RIDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.event.DeliveryEvent;
import com.homedelivery.shared.event.EventStream;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every command does to a delivery in every state. A cell is the next status, where it changes, and the event, where
 * there is one; {@code -} where nothing happens; or the refusal.
 */
class DeliveryMatrixTests {

    private static final String MATRIX = """
            command                  | PENDING           | ASSIGNED           | REMINDED           | PICKED_UP             | IN_TRANSIT          | SILENT              | DELIVERED | CALLED_OFF | FAILED   | RETURNED
            offerTo                  | -                 | conflict           | conflict           | conflict              | conflict            | conflict            | conflict  | conflict   | conflict | conflict
            expireOffers              | -                 | -                  | -                  | -                     | -                   | -                   | -         | -          | -        | -
            withdrawOfferTo          | -                 | -                  | -                  | -                     | -                   | -                   | -         | -          | -        | -
            scheduleNextSearch       | -                 | -                  | -                  | -                     | -                   | -                   | -         | -          | -        | -
            accept                   | ASSIGNED assigned | -                  | -                  | conflict              | conflict            | conflict            | conflict  | conflict   | conflict | conflict
            accept by another        | ASSIGNED assigned | conflict           | conflict           | conflict              | conflict            | conflict            | conflict  | conflict   | conflict | conflict
            accept by a stranger     | not found         | not found          | not found          | not found             | not found           | not found           | not found | not found  | not found| not found
            accept too late          | conflict          | -                  | -                  | conflict              | conflict            | conflict            | conflict  | conflict   | conflict | conflict
            reject                   | -                 | PENDING unassigned | PENDING unassigned | conflict              | conflict            | conflict            | conflict  | conflict   | conflict | conflict
            reject by a stranger     | not found         | not found          | not found          | not found             | not found           | not found           | not found | not found  | not found| not found
            assignTo                 | ASSIGNED assigned | assigned           | assigned           | conflict              | conflict            | conflict            | conflict  | conflict   | conflict | conflict
            pickUp                   | not found         | PICKED_UP started  | PICKED_UP started  | -                     | -                   | -                   | conflict  | conflict   | conflict | conflict
            pickUp by another        | not found         | not found          | not found          | not found             | not found           | not found           | not found | not found  | not found| not found
            recordPosition              | not found         | -                  | -                  | IN_TRANSIT in_transit | in_transit          | in_transit          | conflict  | conflict   | conflict | conflict
            recordPosition by another   | not found         | not found          | not found          | not found             | not found           | not found           | not found | not found  | not found| not found
            handOver                 | not found         | conflict           | conflict           | DELIVERED completed   | DELIVERED completed | DELIVERED completed | -         | conflict   | conflict | conflict
            handOver with wrong code | not found         | conflict           | conflict           | wrong code            | wrong code          | wrong code          | conflict  | conflict   | conflict | conflict
            handOver by another      | not found         | not found          | not found          | not found             | not found           | not found           | not found | not found  | not found| not found
            fail                     | not found         | conflict           | conflict           | FAILED failed         | FAILED failed       | FAILED failed       | conflict  | conflict   | conflict | conflict
            fail by another          | not found         | not found          | not found          | not found             | not found           | not found           | not found | not found  | not found| not found
            writeOff                 | conflict          | conflict           | conflict           | FAILED failed         | FAILED failed       | FAILED failed       | conflict  | conflict   | conflict | conflict
            stop                     | FAILED cancelled  | FAILED cancelled   | FAILED cancelled   | -                     | -                   | -                   | -         | -          | -        | -
            stop even if picked up   | FAILED cancelled  | FAILED cancelled   | FAILED cancelled   | FAILED failed         | FAILED failed       | FAILED failed       | -         | -          | -        | -
            returnGoods              | conflict          | conflict           | conflict           | conflict              | conflict            | conflict            | conflict  | conflict   | returned | -
            forgetCustomer           | conflict          | conflict           | conflict           | conflict              | conflict            | conflict            | -         | -          | -        | -
            supervise in time        | -                 | -                  | -                  | -                     | -                   | -                   | -         | -          | -        | -
            supervise                | no_rider_found    | pickup_overdue     | PENDING unassigned | delayed               | delayed             | -                   | -         | -          | -        | -
            """;

    private static final Instant SOON = NOON.plusSeconds(1);
    private static final Instant LATE = NOON.plus(Duration.ofHours(2));
    private static final UUID STRANGER = UUID.randomUUID();

    /** Each state that a delivery can be in, as far as it makes a difference. */
    private enum State {
        PENDING(DeliveryStatus.PENDING, DeliveryFixtures::offered),
        ASSIGNED(DeliveryStatus.ASSIGNED, DeliveryFixtures::assigned),
        /** Its rider was asked for the pickup. */
        REMINDED(DeliveryStatus.ASSIGNED, DeliveryFixtures::reminded),
        PICKED_UP(DeliveryStatus.PICKED_UP, DeliveryFixtures::pickedUp),
        IN_TRANSIT(DeliveryStatus.IN_TRANSIT, DeliveryFixtures::inTransit),
        /** Its rider has been reported. */
        SILENT(DeliveryStatus.IN_TRANSIT, DeliveryFixtures::silent),
        DELIVERED(DeliveryStatus.DELIVERED, DeliveryFixtures::delivered),
        /** Stopped before pickup. */
        CALLED_OFF(DeliveryStatus.FAILED, DeliveryFixtures::calledOff),
        /** Failed on the way. */
        FAILED(DeliveryStatus.FAILED, DeliveryFixtures::failed),
        /** Failed on the way, with the goods back in the store. */
        RETURNED(DeliveryStatus.FAILED, DeliveryFixtures::returned);

        private final DeliveryStatus status;
        private final Supplier<Delivery> example;

        State(DeliveryStatus status, Supplier<Delivery> example) {
            this.status = status;
            this.example = example;
        }
    }

    private interface Command {

        /** What happened, if anything. */
        Optional<? extends DeliveryEvent> on(Delivery delivery);
    }

    private static final Map<String, Command> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("offerTo", nothing(delivery -> delivery.offerTo(STRANGER, 1, SOON, OFFER_LIFETIME)));
        COMMANDS.put("expireOffers", nothing(delivery -> delivery.expireOffers(LATE)));
        COMMANDS.put("withdrawOfferTo", nothing(delivery -> delivery.withdrawOfferTo(RIDER, SOON)));
        COMMANDS.put("scheduleNextSearch", nothing(delivery -> delivery.scheduleNextSearch(SOON, OFFER_LIFETIME)));
        COMMANDS.put("accept", delivery -> delivery.accept(RIDER, SOON));
        COMMANDS.put("accept by another", delivery -> delivery.accept(OTHER, SOON));
        COMMANDS.put("accept by a stranger", delivery -> delivery.accept(STRANGER, SOON));
        COMMANDS.put("accept too late", delivery -> delivery.accept(RIDER, LATE));
        COMMANDS.put("reject", delivery -> delivery.reject(RIDER, SOON));
        COMMANDS.put("reject by a stranger", delivery -> delivery.reject(STRANGER, SOON));
        COMMANDS.put(
                "assignTo",
                delivery -> Optional.of(delivery.assignTo(OTHER, LATE).event()));
        COMMANDS.put("pickUp", delivery -> delivery.pickUp(RIDER, LATE));
        COMMANDS.put("pickUp by another", delivery -> delivery.pickUp(OTHER, LATE));
        COMMANDS.put(
                "recordPosition",
                delivery -> delivery.recordPosition(RIDER, DOOR, ANNOUNCE, LATE).event());
        COMMANDS.put(
                "recordPosition by another",
                delivery -> delivery.recordPosition(OTHER, DOOR, ANNOUNCE, LATE).event());
        COMMANDS.put("handOver", delivery -> delivery.handOver(RIDER, otpOr0000(delivery), POLICY, LATE));
        COMMANDS.put(
                "handOver with wrong code",
                delivery ->
                        delivery.handOver(RIDER, otpOr0000(delivery).equals("0001") ? "0002" : "0001", POLICY, LATE));
        COMMANDS.put("handOver by another", delivery -> delivery.handOver(OTHER, otpOr0000(delivery), POLICY, LATE));
        COMMANDS.put("fail", delivery -> Optional.of(delivery.fail(RIDER, "nobody home", LATE)));
        COMMANDS.put("fail by another", delivery -> Optional.of(delivery.fail(OTHER, "nobody home", LATE)));
        COMMANDS.put("writeOff", delivery -> Optional.of(delivery.writeOff("rider not to be found", LATE)));
        COMMANDS.put(
                "stop",
                delivery -> delivery.stop("changed my mind", false, LATE).event());
        COMMANDS.put(
                "stop even if picked up",
                delivery -> delivery.stop("refunded", true, LATE).event());
        COMMANDS.put("returnGoods", delivery -> delivery.returnGoods(LATE));
        COMMANDS.put("forgetCustomer", nothing(delivery -> delivery.forgetCustomer(LATE)));
        COMMANDS.put("supervise in time", delivery -> delivery.supervise(LIMITS, SOON));
        COMMANDS.put("supervise", delivery -> delivery.supervise(LIMITS, LATE));
    }

    @TestFactory
    Stream<DynamicTest> everyCommandInEveryState() {
        return rows().entrySet().stream()
                .flatMap(row -> Arrays.stream(State.values()).map(state -> {
                    String expected = row.getValue().get(state.name());
                    return dynamicTest(row.getKey() + ", " + state + ": " + expected, () -> {
                        Delivery delivery = state.example.get();
                        assertThat(delivery.status()).isEqualTo(state.status);

                        assertThat(outcomeOf(COMMANDS.get(row.getKey()), delivery))
                                .isEqualTo(expected);
                    });
                }));
    }

    @Test
    void noStatusIsLeftOut() {
        assertThat(Arrays.stream(State.values()).map(state -> state.status)).contains(DeliveryStatus.values());
    }

    @Test
    void noCommandIsLeftOut() {
        Set<String> questions = Set.of("openOffers", "excludedRiders", "needsPositionAtOnce");
        Set<String> commands = Arrays.stream(Delivery.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
                .filter(method -> Arrays.asList(method.getParameterTypes()).contains(Instant.class))
                .map(method -> method.getName())
                .filter(name -> !questions.contains(name))
                .collect(Collectors.toSet());

        assertThat(rows().keySet()).isEqualTo(COMMANDS.keySet());
        assertThat(rows().keySet().stream().map(row -> row.split(" ")[0]).collect(Collectors.toSet()))
                .isEqualTo(commands);
    }

    private static String outcomeOf(Command command, Delivery delivery) {
        DeliveryStatus before = delivery.status();
        try {
            String event = command.on(delivery)
                    .map(happened -> EventStream.typeOf(happened).substring("delivery.".length()))
                    .orElse("");
            String outcome = ((delivery.status() == before ? "" : delivery.status()) + " " + event).strip();
            return outcome.isEmpty() ? "-" : outcome;
        } catch (InvalidOtpException e) {
            return unchanged(delivery, before, "wrong code");
        } catch (ConflictException e) {
            return unchanged(delivery, before, "conflict");
        } catch (NotFoundException e) {
            return unchanged(delivery, before, "not found");
        }
    }

    private static String unchanged(Delivery delivery, DeliveryStatus before, String refusal) {
        assertThat(delivery.status()).isEqualTo(before);
        return refusal;
    }

    /** Command → state → outcome. */
    private static Map<String, Map<String, String>> rows() {
        List<List<String>> lines = MATRIX.lines()
                .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
                .toList();
        List<String> states = lines.getFirst().subList(1, lines.getFirst().size());
        assertThat(states)
                .containsExactlyElementsOf(
                        Arrays.stream(State.values()).map(State::name).toList());
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        for (List<String> line : lines.subList(1, lines.size())) {
            assertThat(line).hasSize(states.size() + 1);
            Map<String, String> cells = new LinkedHashMap<>();
            for (int column = 0; column < states.size(); column++) {
                cells.put(states.get(column), line.get(column + 1));
            }
            rows.put(line.getFirst(), cells);
        }
        return rows;
    }

    private static Command nothing(Consumer<Delivery> verb) {
        return delivery -> {
            verb.accept(delivery);
            return Optional.empty();
        };
    }

    private static String otpOr0000(Delivery delivery) {
        return Objects.requireNonNullElse(DeliveryFixtures.digitsOf(delivery), "0000");
    }
}
