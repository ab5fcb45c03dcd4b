package com.homedelivery.payment.domain;

import static com.homedelivery.payment.domain.PaymentFixtures.NOW;
import static com.homedelivery.payment.domain.PaymentFixtures.money;
import static com.homedelivery.payment.domain.PaymentFixtures.successfulPaymentOver;
import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.event.PaymentEvent;
import com.homedelivery.shared.testing.DecisionTable;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that can happen to a refund of 4.00 out of 10.00, in every status. */
class RefundDecisionsTests {

    /**
     * A cell names the status afterwards, the events, and what is left of the payment; {@code too late} for what a
     * provider says about a refund that does not wait for it, {@code conflict} for a request that is answered so.
     */
    private static final String TABLE = """
                                                   | PENDING                                                       | SUCCESS                                 | FAILED
            PROVIDER_IS_SILENT                     | PENDING left 6.00                                             | too late                                | too late
            PROVIDER_GIVES_BACK                    | SUCCESS payment.refunded 4.00 left 6.00                       | too late                                | too late
            PROVIDER_REJECTS                       | PENDING left 6.00                                             | too late                                | too late
            PROVIDER_REJECTS_AT_LAST               | FAILED payment.refund_failed 4.00 left 10.00                  | too late                                | too late
            RESULT_OF_AN_EARLIER_ATTEMPT           | too late                                                      | too late                                | too late
            ADMIN_RETRIES                          | conflict                                                      | conflict                                | PENDING left 6.00
            ADMIN_RETRIES_WHAT_WENT_BACK_ELSEWHERE | conflict                                                      | conflict                                | conflict
            OURS_IS_REPORTED                       | SUCCESS payment.refunded 4.00 left 6.00                       | SUCCESS payment.refunded 4.00 left 2.00 | SUCCESS payment.refunded 4.00 left 6.00
            AS_MUCH_REFUNDED_EXTERNALLY            | PENDING payment.refunded 4.00 left 2.00                       | SUCCESS payment.refunded 4.00 left 2.00 | FAILED payment.refunded 4.00 left 6.00
            KNOWN_ONE_IS_REPORTED                  | PENDING payment.refunded 4.00 left 2.00                       | SUCCESS left 6.00                       | FAILED payment.refunded 4.00 left 6.00
            TOO_MUCH_REFUNDED_EXTERNALLY           | PENDING payment.refunded 8.00 left 0.00                       | SUCCESS payment.refunded 6.00 left 0.00 | FAILED payment.refunded 8.00 left 2.00
            ALL_REFUNDED_EXTERNALLY                | SUCCESS payment.refunded 4.00 payment.refunded 6.00 left 0.00 | SUCCESS payment.refunded 6.00 left 0.00 | FAILED payment.refunded 10.00 left 0.00
            AS_MUCH_IN_TOTAL                       | PENDING left 6.00                                             | SUCCESS left 6.00                       | FAILED payment.refunded 4.00 left 6.00
            MORE_IN_TOTAL                          | PENDING payment.refunded 1.00 left 5.00                       | SUCCESS payment.refunded 1.00 left 5.00 | FAILED payment.refunded 5.00 left 5.00
            """;

    enum Occurrence {
        PROVIDER_IS_SILENT("", whenPending((_, refund) -> {
            refund.postpone(NOW);
            return List.of();
        })),
        PROVIDER_GIVES_BACK(
                "completeRefund",
                whenPending((payment, refund) -> List.of(payment.completeRefund(refund, "re-1", NOW)))),
        PROVIDER_REJECTS(
                "rejectRefund", whenPending((payment, refund) -> events(payment.rejectRefund(refund, "no", 10, NOW)))),
        PROVIDER_REJECTS_AT_LAST(
                "rejectRefund",
                whenPending(
                        (payment, refund) -> events(payment.rejectRefund(refund, "no", refund.refusals() + 1, NOW)))),
        RESULT_OF_AN_EARLIER_ATTEMPT("", (_, refund) -> {
            assertThat(refund.isPendingInAttempt(refund.attempt() - 1)).isFalse();
            throw new TooLateException();
        }),
        ADMIN_RETRIES("retryRefund", (payment, refund) -> {
            payment.retryRefund(refund, NOW);
            return List.of();
        }),
        ADMIN_RETRIES_WHAT_WENT_BACK_ELSEWHERE("retryRefund", (payment, refund) -> {
            payment.refund(money("6.01").min(payment.refundable()), null, NOW);
            payment.retryRefund(refund, NOW);
            return List.of();
        }),
        OURS_IS_REPORTED(
                "recordProviderRefund",
                (payment, refund) ->
                        made(payment, refund, new ProviderRefund("re-9", money("4.00"), "ch-1", refund.id()))),
        AS_MUCH_REFUNDED_EXTERNALLY("recordProviderRefund", external("4.00")),
        KNOWN_ONE_IS_REPORTED(
                "recordProviderRefund",
                (payment, refund) -> made(payment, refund, new ProviderRefund("re-0", money("4.00"), "ch-1", null))),
        TOO_MUCH_REFUNDED_EXTERNALLY("recordProviderRefund", external("8.00")),
        ALL_REFUNDED_EXTERNALLY("recordProviderRefund", external("10.00")),
        AS_MUCH_IN_TOTAL("recordRefundedTotal", total("4.00")),
        MORE_IN_TOTAL("recordRefundedTotal", total("5.00"));

        final String verbOfThePayment;
        private final BiFunction<Payment, Refund, List<PaymentEvent>> action;

        Occurrence(String verbOfThePayment, BiFunction<Payment, Refund, List<PaymentEvent>> action) {
            this.verbOfThePayment = verbOfThePayment;
            this.action = action;
        }

        /** As the use case checks before it applies a result. */
        private static BiFunction<Payment, Refund, List<PaymentEvent>> whenPending(
                BiFunction<Payment, Refund, List<PaymentEvent>> action) {
            return (payment, refund) -> {
                if (!refund.isPendingInAttempt(refund.attempt())) {
                    throw new TooLateException();
                }
                return action.apply(payment, refund);
            };
        }

        private static BiFunction<Payment, Refund, List<PaymentEvent>> external(String amount) {
            return (payment, refund) -> made(payment, refund, new ProviderRefund("re-9", money(amount), "ch-1", null));
        }

        private static List<PaymentEvent> made(Payment payment, Refund refund, ProviderRefund reported) {
            return events(payment.recordProviderRefund(reported, List.of(refund), NOW));
        }

        private static BiFunction<Payment, Refund, List<PaymentEvent>> total(String total) {
            return (payment, refund) -> events(payment.recordRefundedTotal("ch-1", money(total), List.of(refund), NOW));
        }

        private static List<PaymentEvent> events(List<PaymentOutcome> outcomes) {
            return outcomes.stream().map(PaymentOutcome::event).toList();
        }

        private static List<PaymentEvent> events(Optional<? extends PaymentEvent> event) {
            return event.<List<PaymentEvent>>map(List::of).orElse(List.of());
        }
    }

    private static final class TooLateException extends RuntimeException {}

    static Stream<Arguments> everything() {
        return DecisionTable.cells(Occurrence.class, RefundStatus.class, TABLE);
    }

    @ParameterizedTest(name = "{0} while {1}: {2}")
    @MethodSource("everything")
    void whateverHappensIsDecidedByTheStatus(Occurrence occurrence, RefundStatus status, String expected) {
        Payment payment = successfulPaymentOver("10.00");
        Refund refund = payment.refund(money("4.00"), "cold", NOW);
        switch (status) {
            case PENDING -> {}
            case SUCCESS -> payment.completeRefund(refund, "re-0", NOW);
            case FAILED -> payment.rejectRefund(refund, "no", 1, NOW);
        }

        assertThat(whatFollows(payment, refund, occurrence)).isEqualTo(expected);
    }

    private static String whatFollows(Payment payment, Refund refund, Occurrence occurrence) {
        try {
            List<PaymentEvent> events = occurrence.action.apply(payment, refund);
            return refund.status()
                    + events.stream()
                            .map(event -> " " + EventStream.typeOf(event) + " " + event.amount())
                            .collect(Collectors.joining())
                    + " left " + payment.refundable();
        } catch (TooLateException _) {
            return "too late";
        } catch (ConflictException _) {
            return "conflict";
        }
    }
}
