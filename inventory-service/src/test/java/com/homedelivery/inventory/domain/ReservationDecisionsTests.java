package com.homedelivery.inventory.domain;

import static com.homedelivery.inventory.domain.StockFixtures.APPLES;
import static com.homedelivery.inventory.domain.StockFixtures.BANANAS;
import static com.homedelivery.inventory.domain.StockFixtures.NOW;
import static com.homedelivery.inventory.domain.StockFixtures.ORDER;
import static com.homedelivery.inventory.domain.StockFixtures.stockOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.inventory.domain.Reservation.StockLookup;
import com.homedelivery.shared.event.DeliveryEvent;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryReturned;
import com.homedelivery.shared.event.DomainEvent;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.event.OrderEvent.OrderCancelled;
import com.homedelivery.shared.event.OrderEvent.OrderConfirmed;
import com.homedelivery.shared.event.OrderEvent.OrderFailed;
import com.homedelivery.shared.testing.DecisionTable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that can happen to the reservation of an order for 3 bananas and 2 apples, in every status. The store began
 * with 20 bananas and with 1 apple more than the order wanted; whoever commits finds one apple only, unless they are
 * reserved.
 */
class ReservationDecisionsTests {

    private static final Map<UUID, Integer> ORDERED = Map.of(BANANAS, 3, APPLES, 2);

    /** A cell names the status afterwards, then bananas and apples as {@code in the store/reserved}, and what is missing. */
    private static final String TABLE = """
                                | OPEN                             | HELD                   | COMMITTED              | RELEASED              | EXPIRED                            | RETURNED
            ORDER_IS_PLACED     | HELD 20/3 3/2                    | impossible             | impossible             | impossible            | impossible                         | impossible
            GOODS_ARE_SHORT     | short                            | impossible             | impossible             | impossible            | impossible                         | impossible
            ORDER_IS_CONFIRMED  | COMMITTED 17/0 1/0               | COMMITTED 17/0 1/0     | -                      | -                     | COMMITTED 17/0 1/0                 | -
            CONFIRMED_TOO_LATE  | COMMITTED 17/0 0/0 missing 1     | COMMITTED 17/0 1/0     | -                      | -                     | COMMITTED 17/0 0/0 missing 1       | -
            CONFIRMATION_LOST   | -                                | COMMITTED 17/0 1/0     | -                      | -                     | -                                  | -
            ORDER_IS_CANCELLED  | RELEASED 20/0 3/0                | RELEASED 20/0 3/0      | RETURNED 20/0 3/0      | -                     | RELEASED 20/0 3/0                  | -
            ORDER_HAS_FAILED    | RELEASED 20/0 3/0                | COMMITTED 17/0 1/0     | -                      | -                     | COMMITTED 17/0 1/0                 | -
            GOODS_ARE_RETURNED  | RELEASED 20/0 3/0                | RELEASED 20/0 3/0      | RETURNED 20/0 3/0      | -                     | RELEASED 20/0 3/0                  | -
            PLACING_IS_GIVEN_UP | RELEASED 20/0 3/0                | RELEASED 20/0 3/0      | -                      | -                     | RELEASED 20/0 3/0                  | -
            THERE_IS_NO_ORDER   | -                                | EXPIRED 20/0 3/0       | -                      | -                     | -                                  | -
            IS_CHECKED_LATER    | -                                | -                      | -                      | -                     | -                                  | -
            """;

    enum Occurrence {
        ORDER_IS_PLACED("reserve", (reservation, _, stock) -> {
            reservation.reserve(ORDERED, stock, NOW.plus(Duration.ofMinutes(15)), NOW);
            return true;
        }),
        GOODS_ARE_SHORT("reserve", (reservation, store, stock) -> {
            store.apples.commitUnreserved(2, ORDER, NOW);
            reservation.reserve(ORDERED, stock, NOW.plus(Duration.ofMinutes(15)), NOW);
            return true;
        }),
        ORDER_IS_CONFIRMED(
                "commit",
                (reservation, _, stock) -> isCommitted(reservation.commit(ORDERED, stock, NOW)),
                OrderConfirmed.class),
        CONFIRMED_TOO_LATE("commit", (reservation, store, stock) -> {
            store.sellApples();
            return isCommitted(reservation.commit(ORDERED, stock, NOW));
        }),
        CONFIRMATION_LOST("commitHeld", (reservation, _, stock) -> isCommitted(reservation.commitHeld(stock, NOW))),
        ORDER_IS_CANCELLED("cancel", (reservation, _, stock) -> reservation.cancel(stock, NOW), OrderCancelled.class),
        ORDER_HAS_FAILED("fail", (reservation, _, stock) -> reservation.fail(stock, NOW), OrderFailed.class),
        GOODS_ARE_RETURNED(
                "returnGoods", (reservation, _, stock) -> reservation.returnGoods(stock, NOW), DeliveryReturned.class),
        PLACING_IS_GIVEN_UP("release", (reservation, _, stock) -> reservation.release(stock, NOW)),
        THERE_IS_NO_ORDER("expire", (reservation, _, stock) -> reservation.expire(stock, NOW)),
        IS_CHECKED_LATER("checkAgainAt", (reservation, _, _) -> {
            reservation.checkAgainAt(NOW.plusSeconds(60));
            return false;
        });

        private final String verb;
        private final Action action;
        private final Set<Class<? extends DomainEvent>> events;

        @SafeVarargs
        Occurrence(String verb, Action action, Class<? extends DomainEvent>... events) {
            this.verb = verb;
            this.action = action;
            this.events = Set.of(events);
        }
    }

    private interface Action {

        boolean on(Reservation reservation, Store store, StockLookup stock);
    }

    /** The stock of the two products. */
    private static final class Store {

        private final Stock bananas = stockOf(BANANAS, 20);
        private final Stock apples = stockOf(APPLES, 3);

        /** Others have bought all apples that are available but one. */
        void sellApples() {
            if (apples.available() > 1) {
                apples.commitUnreserved(apples.available() - 1, ORDER, NOW);
            }
        }

        Stock stockLookup(UUID productId) {
            return productId.equals(BANANAS) ? bananas : apples;
        }

        @Override
        public String toString() {
            return Stream.of(bananas, apples)
                    .map(stock -> stock.level().quantity() + "/" + stock.level().reserved())
                    .collect(Collectors.joining(" "));
        }
    }

    static Stream<Arguments> everything() {
        return DecisionTable.cells(Occurrence.class, ReservationStatus.class, TABLE);
    }

    @ParameterizedTest(name = "{0} while {1}: {2}")
    @MethodSource("everything")
    void changesAsTheTableSays(Occurrence occurrence, ReservationStatus status, String expected) {
        Store store = new Store();
        Reservation reservation = reservationIn(status, store);

        assertThat(whatFollows(reservation, store, occurrence)).isEqualTo(expected);
    }

    private static Reservation reservationIn(ReservationStatus status, Store store) {
        Reservation reservation = new Reservation(UUID.randomUUID(), NOW);
        if (status == ReservationStatus.OPEN) {
            return reservation;
        }
        reservation.reserve(ORDERED, store::stockLookup, NOW.plus(Duration.ofMinutes(15)), NOW);
        switch (status) {
            case OPEN, HELD -> {}
            case COMMITTED -> reservation.commit(ORDERED, store::stockLookup, NOW);
            case RELEASED -> reservation.release(store::stockLookup, NOW);
            case EXPIRED -> reservation.expire(store::stockLookup, NOW);
            case RETURNED -> {
                reservation.commit(ORDERED, store::stockLookup, NOW);
                reservation.cancel(store::stockLookup, NOW);
            }
        }
        return reservation;
    }

    private static boolean isCommitted(CommitResult result) {
        return result instanceof CommitResult.Committed;
    }

    private static String whatFollows(Reservation reservation, Store store, Occurrence occurrence) {
        try {
            if (!occurrence.action.on(reservation, store, store::stockLookup)) {
                return "-";
            }
        } catch (InsufficientStockException _) {
            return "short";
        } catch (IllegalStateException _) {
            return "impossible";
        }
        int missing = reservation.missing().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        return reservation.status() + " " + store + (missing == 0 ? "" : " missing " + missing);
    }

    @Test
    void everyVerbOfAReservationIsInTheTable() {
        Set<String> verbs = Arrays.stream(Reservation.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> List.of(method.getParameterTypes()).contains(Instant.class))
                .map(Method::getName)
                .collect(Collectors.toSet());

        assertThat(Arrays.stream(Occurrence.values())
                        .map(occurrence -> occurrence.verb)
                        .collect(Collectors.toSet()))
                .isEqualTo(verbs);
    }

    @Test
    void everyEventOfOrdersAndDeliveriesIsInTheTableOrIgnored() {
        Set<Class<?>> ignored = Set.of(
                OrderEvent.OrderCreated.class,
                OrderEvent.OrderDelivered.class,
                OrderEvent.OrderAdjusted.class,
                OrderEvent.OrderStuck.class,
                DeliveryEvent.DeliveryAssigned.class,
                DeliveryEvent.DeliveryStarted.class,
                DeliveryEvent.DeliveryInTransit.class,
                DeliveryEvent.DeliveryCompleted.class,
                DeliveryEvent.DeliveryFailed.class,
                DeliveryEvent.DeliveryCancelled.class,
                DeliveryEvent.DeliveryUnassigned.class,
                DeliveryEvent.PickupOverdue.class,
                DeliveryEvent.DeliveryDelayed.class,
                DeliveryEvent.NoRiderFound.class);

        Set<Class<?>> known = Stream.concat(
                        ignored.stream(),
                        Arrays.stream(Occurrence.values()).flatMap(occurrence -> occurrence.events.stream()))
                .collect(Collectors.toSet());

        assertThat(known)
                .containsExactlyInAnyOrderElementsOf(Stream.of(OrderEvent.class, DeliveryEvent.class)
                        .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
                        .collect(Collectors.toSet()));
    }
}
