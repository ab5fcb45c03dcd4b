package com.homedelivery.payment.domain;

import static com.homedelivery.payment.domain.PaymentFixtures.NOW;
import static com.homedelivery.payment.domain.PaymentFixtures.knownOrder;
import static com.homedelivery.payment.domain.PaymentFixtures.money;
import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.testing.DecisionTable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that happens to an order over 10.00, in any order: what may be paid for it then. */
class PayableOrderDecisionsTests {

    private static final String TABLE = """
                          | UNKNOWN | PLACED  | ADJUSTED | CLOSED  | CLOSED_UNKNOWN | CANCELLED | CANCELLED_UNKNOWN
            NOTHING       | nothing | 10.00   | 7.00     | nothing | nothing        | nothing   | nothing
            PLACED        | 10.00   | 10.00   | 7.00     | nothing | nothing        | nothing   | nothing
            ADJUSTED_TO_7 | 7.00    | 7.00    | 7.00     | nothing | nothing        | nothing   | nothing
            ADJUSTED_TO_8 | 8.00    | 8.00    | 7.00     | nothing | nothing        | nothing   | nothing
            CLOSED        | nothing | nothing | nothing  | nothing | nothing        | nothing   | nothing
            CANCELLED     | nothing | nothing | nothing  | nothing | nothing        | nothing   | nothing
            """;

    enum State {
        UNKNOWN(_ -> {}),
        PLACED(order -> order.place(money("10.00"))),
        ADJUSTED(order -> {
            order.place(money("10.00"));
            order.adjust(money("7.00"));
        }),
        CLOSED(order -> {
            order.place(money("10.00"));
            order.close(NOW);
        }),
        CLOSED_UNKNOWN(order -> order.close(NOW)),
        CANCELLED(order -> {
            order.place(money("10.00"));
            order.cancel(NOW);
        }),
        CANCELLED_UNKNOWN(order -> order.cancel(NOW));

        private final Consumer<PayableOrder> history;

        State(Consumer<PayableOrder> history) {
            this.history = history;
        }
    }

    enum Occurrence {
        NOTHING(_ -> {}),
        PLACED(order -> order.place(money("10.00"))),
        ADJUSTED_TO_7(order -> order.adjust(money("7.00"))),
        ADJUSTED_TO_8(order -> order.adjust(money("8.00"))),
        CLOSED(order -> order.close(NOW)),
        CANCELLED(order -> order.cancel(NOW));

        private final Consumer<PayableOrder> action;

        Occurrence(Consumer<PayableOrder> action) {
            this.action = action;
        }
    }

    static Stream<Arguments> everything() {
        return DecisionTable.cells(Occurrence.class, State.class, TABLE);
    }

    @ParameterizedTest(name = "{0} while {1}: {2}")
    @MethodSource("everything")
    void whatMayBePaidFollowsFromAllThatHappened(Occurrence occurrence, State state, String expected) {
        PayableOrder order = knownOrder();
        state.history.accept(order);

        occurrence.action.accept(order);

        assertThat(Stream.of("7.00", "8.00", "10.00")
                        .filter(amount -> mayPay(order, amount))
                        .findFirst()
                        .orElse("nothing"))
                .isEqualTo(expected);
    }

    private static boolean mayPay(PayableOrder order, String amount) {
        try {
            order.requirePayable(money(amount));
            return true;
        } catch (PaymentRefusedException _) {
            return false;
        }
    }
}
