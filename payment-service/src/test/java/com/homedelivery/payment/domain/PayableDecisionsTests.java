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

/** Everything that is heard of an order over 10.00, in any order: what may be paid for it then. */
class PayableDecisionsTests {

    private static final String TABLE = """
                            | UNHEARD_OF | PLACED  | ADJUSTED | CLOSED  | CLOSED_UNHEARD_OF | UNDONE  | UNDONE_UNHEARD_OF
            NOTHING         | nothing    | 10.00   | 7.00     | nothing | nothing           | nothing | nothing
            PLACED          | 10.00      | 10.00   | 7.00     | nothing | nothing           | nothing | nothing
            ADJUSTED_TO_7   | 7.00       | 7.00    | 7.00     | nothing | nothing           | nothing | nothing
            ADJUSTED_TO_8   | 8.00       | 8.00    | 7.00     | nothing | nothing           | nothing | nothing
            CLOSED          | nothing    | nothing | nothing  | nothing | nothing           | nothing | nothing
            UNDONE          | nothing    | nothing | nothing  | nothing | nothing           | nothing | nothing
            """;

    enum State {
        UNHEARD_OF(_ -> {}),
        PLACED(order -> order.placed(money("10.00"))),
        ADJUSTED(order -> {
            order.placed(money("10.00"));
            order.adjust(money("7.00"));
        }),
        CLOSED(order -> {
            order.placed(money("10.00"));
            order.close(NOW);
        }),
        CLOSED_UNHEARD_OF(order -> order.close(NOW)),
        UNDONE(order -> {
            order.placed(money("10.00"));
            order.cancel(NOW);
        }),
        UNDONE_UNHEARD_OF(order -> order.cancel(NOW));

        private final Consumer<PayableOrder> history;

        State(Consumer<PayableOrder> history) {
            this.history = history;
        }
    }

    enum Happening {
        NOTHING(_ -> {}),
        PLACED(order -> order.placed(money("10.00"))),
        ADJUSTED_TO_7(order -> order.adjust(money("7.00"))),
        ADJUSTED_TO_8(order -> order.adjust(money("8.00"))),
        CLOSED(order -> order.close(NOW)),
        UNDONE(order -> order.cancel(NOW));

        private final Consumer<PayableOrder> action;

        Happening(Consumer<PayableOrder> action) {
            this.action = action;
        }
    }

    static Stream<Arguments> everything() {
        return DecisionTable.cells(Happening.class, State.class, TABLE);
    }

    @ParameterizedTest(name = "{0} while {1}: {2}")
    @MethodSource("everything")
    void whatMayBePaidFollowsFromAllThatWasHeard(Happening happening, State state, String expected) {
        PayableOrder order = knownOrder();
        state.history.accept(order);

        happening.action.accept(order);

        assertThat(Stream.of("7.00", "8.00", "10.00")
                        .filter(amount -> mayPay(order, amount))
                        .findFirst()
                        .orElse("nothing"))
                .isEqualTo(expected);
    }

    private static boolean mayPay(PayableOrder order, String amount) {
        try {
            order.expects(money(amount));
            return true;
        } catch (PaymentRefusedException _) {
            return false;
        }
    }
}
