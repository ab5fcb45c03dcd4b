package com.homedelivery.payment.domain;

import static com.homedelivery.payment.domain.PaymentFixtures.NOW;
import static com.homedelivery.payment.domain.PaymentFixtures.money;
import static com.homedelivery.payment.domain.PaymentFixtures.orderOver;
import static com.homedelivery.payment.domain.PaymentFixtures.paymentIn;
import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.event.DeliveryEvent;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryCompleted;
import com.homedelivery.shared.event.DomainEvent;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.event.OrderEvent.OrderAdjusted;
import com.homedelivery.shared.event.OrderEvent.OrderCancelled;
import com.homedelivery.shared.event.OrderEvent.OrderCreated;
import com.homedelivery.shared.event.OrderEvent.OrderFailed;
import com.homedelivery.shared.event.PaymentEvent;
import com.homedelivery.shared.testing.DecisionTable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that can happen to a payment over 10.00, in every status. */
class PaymentDecisionsTests {

    /**
     * A cell names the new status, if any, the event, and the money that goes back; {@code -} for nothing at all,
     * {@code refused} for a request that is answered with {@code PAYMENT_FAILED}, {@code too early} for what the
     * provider is to send again, {@code impossible} for what never comes.
     */
    private static final String TABLE = """
                                                   | PENDING                                  | PROCESSING                               | SUCCESS                                    | FAILED                          | REFUNDED
            CLAIMED                                | PROCESSING                               | -                                        | impossible                                 | impossible                      | impossible
            PROVIDER_APPROVES                      | SUCCESS payment.success 10.00            | SUCCESS payment.success 10.00            | -                                          | back 10.00                      | -
            APPROVES_A_CANCELLED_ORDER             | SUCCESS payment.success 10.00 back 10.00 | SUCCESS payment.success 10.00 back 10.00 | -                                          | back 10.00                      | -
            APPROVES_AN_ADJUSTED_ORDER             | SUCCESS payment.success 7.00             | SUCCESS payment.success 10.00 back 3.00  | -                                          | back 10.00                      | -
            APPROVES_LESS_THAN_NOTHING             | FAILED back 3.00 costs 3.00              | SUCCESS payment.success 10.00 back 10.00 | -                                          | back 10.00                      | -
            PROVIDER_DECLINES                      | FAILED payment.failed 10.00              | FAILED payment.failed 10.00              | -                                          | -                               | -
            PROVIDER_IS_UNDECIDED                  | -                                        | -                                        | -                                          | -                               | -
            PROVIDER_IS_SILENT                     | -                                        | -                                        | -                                          | -                               | -
            PROVIDER_HAS_REFUNDED_4                | too early                                | too early                                | payment.refunded 4.00 back 4.00            | too early                       | -
            PROVIDER_HAS_REFUNDED_ALL              | too early                                | too early                                | REFUNDED payment.refunded 10.00 back 10.00 | too early                       | -
            PROVIDER_HAS_MADE_A_REFUND             | too early                                | too early                                | payment.refunded 4.00 back 4.00            | too early                       | -
            REFUNDED_AFTER_LATE_MONEY              | SUCCESS payment.refunded 4.00 back 4.00  | SUCCESS payment.refunded 4.00 back 4.00  | payment.refunded 4.00 back 4.00            | payment.refunded 4.00 back 4.00 | -
            ORDER_IS_CANCELLED                     | FAILED payment.failed 10.00              | -                                        | back 10.00                                 | -                               | -
            ORDER_IS_CANCELLED_AFTER_A_REFUND_OF_4 | FAILED payment.failed 10.00              | -                                        | back 6.00                                  | -                               | -
            LINES_OF_3_ARE_REMOVED                 | costs 7.00                               | -                                        | back 3.00                                  | -                               | -
            EVERYTHING_IS_REMOVED                  | FAILED payment.failed 10.00              | -                                        | back 10.00                                 | -                               | -
            REMOVED_AFTER_A_REFUND_OF_8            | costs 7.00                               | -                                        | back 2.00                                  | -                               | -
            REMOVED_WHAT_WAS_DELIVERED             | costs 7.00                               | -                                        | back 3.00                                  | -                               | -
            REMOVED_WHAT_WAS_PAID_IN_CASH          | SUCCESS payment.success 10.00 back 3.00  | -                                        | back 3.00                                  | -                               | -
            ALL_REMOVED_AFTER_CASH_IN_FULL         | SUCCESS payment.success 10.00 back 10.00 | -                                        | back 10.00                                 | -                               | -
            HANDED_OVER_FOR_CASH                   | SUCCESS payment.success 10.00            | -                                        | -                                          | -                               | -
            HANDED_OVER                            | -                                        | -                                        | -                                          | -                               | -
            ADMIN_REFUNDS_4                        | refused                                  | refused                                  | back 4.00                                  | refused                         | refused
            ADMIN_REFUNDS_THE_REST                 | refused                                  | refused                                  | back 10.00                                 | refused                         | refused
            """;

    enum Occurrence {
        CLAIMED("claim", (payment, _) -> {
            payment.claim(NOW, NOW.plusSeconds(30));
            return PaymentOutcome.NOTHING;
        }),
        PROVIDER_APPROVES("approve", (payment, order) -> payment.approve("tx-9", order, NOW)),
        APPROVES_A_CANCELLED_ORDER("approve", (payment, order) -> {
            order.cancel(NOW);
            return payment.approve("tx-9", order, NOW);
        }),
        APPROVES_AN_ADJUSTED_ORDER("approve", (payment, order) -> {
            payment.adjust(money("3.00"), NOW);
            return payment.approve("tx-9", order, NOW);
        }),
        APPROVES_LESS_THAN_NOTHING("approve", (payment, order) -> {
            payment.adjust(money("7.00"), NOW);
            payment.adjust(money("7.00"), NOW);
            return payment.approve("tx-9", order, NOW);
        }),
        PROVIDER_DECLINES("decline", (payment, _) -> payment.decline("no", NOW)),
        PROVIDER_IS_UNDECIDED("checkAgainAt", (payment, _) -> {
            payment.checkAgainAt(NOW);
            return PaymentOutcome.NOTHING;
        }),
        PROVIDER_IS_SILENT("postpone", (payment, _) -> {
            payment.postpone(NOW);
            return PaymentOutcome.NOTHING;
        }),
        PROVIDER_HAS_REFUNDED_4("recordRefundedTotal", (payment, _) -> recordRefundedTotal(payment, "4.00")),
        PROVIDER_HAS_REFUNDED_ALL("recordRefundedTotal", (payment, _) -> recordRefundedTotal(payment, "10.00")),
        PROVIDER_HAS_MADE_A_REFUND("recordProviderRefund", (payment, _) -> made(payment, List.of())),
        REFUNDED_AFTER_LATE_MONEY("approve", (payment, order) -> {
            Refund back = payment.approve("tx-9", order, NOW).refund();
            return made(payment, back == null ? List.of() : List.of(back));
        }),
        ORDER_IS_CANCELLED(
                "voidOrRefund",
                (payment, _) -> payment.voidOrRefund("off", NOW),
                OrderCancelled.class,
                OrderFailed.class),
        ORDER_IS_CANCELLED_AFTER_A_REFUND_OF_4("voidOrRefund", (payment, _) -> {
            refundedBefore(payment, "4.00");
            return payment.voidOrRefund("off", NOW);
        }),
        LINES_OF_3_ARE_REMOVED("adjust", (payment, _) -> payment.adjust(money("3.00"), NOW), OrderAdjusted.class),
        EVERYTHING_IS_REMOVED("adjust", (payment, _) -> payment.adjust(money("12.00"), NOW)),
        REMOVED_AFTER_A_REFUND_OF_8("adjust", (payment, _) -> {
            refundedBefore(payment, "8.00");
            return payment.adjust(money("3.00"), NOW);
        }),
        REMOVED_WHAT_WAS_DELIVERED(
                "adjustDelivered", (payment, _) -> payment.adjustDelivered(money("3.00"), "cash-9", NOW)),
        REMOVED_WHAT_WAS_PAID_IN_CASH(
                "cod", "adjustDelivered", (payment, _) -> payment.adjustDelivered(money("3.00"), "cash-9", NOW)),
        ALL_REMOVED_AFTER_CASH_IN_FULL(
                "cod", "adjustDelivered", (payment, _) -> payment.adjustDelivered(money("12.00"), "cash-9", NOW)),
        HANDED_OVER_FOR_CASH("cod", "collectCash", (payment, _) -> payment.collectCash("cash-9", NOW)),
        HANDED_OVER("collectCash", (payment, _) -> payment.collectCash("cash-9", NOW), DeliveryCompleted.class),
        ADMIN_REFUNDS_4("refund", (payment, _) -> PaymentOutcome.of(payment.refund(money("4.00"), "cold", NOW))),
        ADMIN_REFUNDS_THE_REST("refund", (payment, _) -> PaymentOutcome.of(payment.refund(null, "cold", NOW)));

        private final String method;
        private final String verb;
        private final BiFunction<Payment, PayableOrder, PaymentOutcome> action;
        private final Set<Class<? extends DomainEvent>> events;

        /** All of it is external: one refund at most. */
        private static PaymentOutcome recordRefundedTotal(Payment payment, String total) {
            return only(payment.recordRefundedTotal("ch-9", money(total), List.of(), NOW));
        }

        private static PaymentOutcome made(Payment payment, List<Refund> refunds) {
            return only(payment.recordProviderRefund(
                    new ProviderRefund("re-9", money("4.00"), "ch-9", null), refunds, NOW));
        }

        private static PaymentOutcome only(List<PaymentOutcome> outcomes) {
            assertThat(outcomes).hasSizeLessThan(2);
            return outcomes.isEmpty() ? PaymentOutcome.NOTHING : outcomes.getFirst();
        }

        /** If it is paid. */
        private static void refundedBefore(Payment payment, String sum) {
            if (payment.transactionId() != null) {
                recordRefundedTotal(payment, sum);
            }
        }

        @SafeVarargs
        Occurrence(
                String verb,
                BiFunction<Payment, PayableOrder, PaymentOutcome> action,
                Class<? extends DomainEvent>... events) {
            this("credit_card", verb, action, events);
        }

        @SafeVarargs
        Occurrence(
                String method,
                String verb,
                BiFunction<Payment, PayableOrder, PaymentOutcome> action,
                Class<? extends DomainEvent>... events) {
            this.method = method;
            this.verb = verb;
            this.action = action;
            this.events = Set.of(events);
        }
    }

    static Stream<Arguments> everything() {
        return DecisionTable.cells(Occurrence.class, PaymentStatus.class, TABLE);
    }

    @ParameterizedTest(name = "{0} while {1}: {2}")
    @MethodSource("everything")
    void whateverHappensIsDecidedByTheStatus(Occurrence occurrence, PaymentStatus status, String expected) {
        Payment payment = paymentIn(status, "10.00", occurrence.method);

        assertThat(whatFollows(payment, orderOver("10.00"), occurrence)).isEqualTo(expected);

        assertThat(payment.refundable()).isNotNegative();
    }

    private static String whatFollows(Payment payment, PayableOrder order, Occurrence occurrence) {
        PaymentStatus before = payment.status();
        BigDecimal amount = payment.amount();
        PaymentOutcome outcome;
        try {
            outcome = occurrence.action.apply(payment, order);
        } catch (PaymentRefusedException _) {
            return "refused";
        } catch (ConflictException _) {
            return "too early";
        } catch (IllegalStateException _) {
            return "impossible";
        }
        PaymentEvent event = outcome.event();
        String follows = Stream.of(
                        payment.status() == before ? null : payment.status().name(),
                        event == null ? null : EventStream.typeOf(event) + " " + event.amount(),
                        outcome.refund() == null
                                ? null
                                : "back " + outcome.refund().amount(),
                        event != null || payment.amount().equals(amount) ? null : "costs " + payment.amount())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        return follows.isEmpty() ? "-" : follows;
    }

    @Test
    void everyVerbOfAPaymentIsInATable() {
        Set<String> verbs = Arrays.stream(Payment.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
                .filter(method -> List.of(method.getParameterTypes()).contains(Instant.class))
                .map(Method::getName)
                .collect(Collectors.toSet());

        assertThat(Stream.concat(
                                Arrays.stream(Occurrence.values()).map(occurrence -> occurrence.verb),
                                Arrays.stream(RefundDecisionsTests.Occurrence.values())
                                        .map(occurrence -> occurrence.verbOfThePayment)
                                        .filter(verb -> !verb.isEmpty()))
                        .collect(Collectors.toSet()))
                .isEqualTo(verbs);
    }

    @Test
    void everyEventOfOrdersAndDeliveriesIsInTheTableOrOfNoConcern() {
        Set<Class<?>> ofNoConcern = Set.of(
                OrderEvent.OrderConfirmed.class,
                OrderEvent.OrderDelivered.class,
                OrderEvent.OrderStuck.class,
                DeliveryEvent.DeliveryAssigned.class,
                DeliveryEvent.DeliveryStarted.class,
                DeliveryEvent.DeliveryInTransit.class,
                DeliveryEvent.DeliveryFailed.class,
                DeliveryEvent.DeliveryCancelled.class,
                DeliveryEvent.DeliveryReturned.class,
                DeliveryEvent.DeliveryUnassigned.class,
                DeliveryEvent.PickupOverdue.class,
                DeliveryEvent.DeliveryDelayed.class,
                DeliveryEvent.NoRiderFound.class);
        Set<Class<?>> actedOnByTheOrder = Set.of(OrderCreated.class);

        Set<Class<?>> known = Stream.of(
                        ofNoConcern.stream(),
                        actedOnByTheOrder.stream(),
                        Arrays.stream(Occurrence.values())
                                .flatMap(occurrence -> occurrence.events.stream())
                                .<Class<?>>map(Function.identity()))
                .flatMap(Function.identity())
                .collect(Collectors.toSet());

        assertThat(known)
                .containsExactlyInAnyOrderElementsOf(Stream.of(OrderEvent.class, DeliveryEvent.class)
                        .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
                        .collect(Collectors.toSet()));
    }
}
