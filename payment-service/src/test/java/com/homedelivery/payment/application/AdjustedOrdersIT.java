package com.homedelivery.payment.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.shared.event.OrderEvent.OrderAdjusted;
import com.homedelivery.shared.event.PaymentEvent.PaymentFailed;
import com.homedelivery.shared.event.PaymentEvent.PaymentInitiated;
import com.homedelivery.shared.event.PaymentEvent.PaymentRefunded;
import com.homedelivery.shared.event.PaymentEvent.PaymentSucceeded;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The store does not have all that was ordered: what is missing is not paid for. */
class AdjustedOrdersIT extends PaymentServiceTest {

    @Test
    void whatIsMissingOfAPaidOrderIsRefundedOnce() {
        Placed order = placedOrder("10.00");
        String payment = successfullyPaid(order, "10.00");
        UUID event = UUID.randomUUID();
        OrderAdjusted adjusted = adjusted(order, "3.00", "7.00");
        events.publish(adjusted, event);
        events.publish(adjusted, event);

        published.staysExactly(order.id(), PaymentInitiated.class, PaymentSucceeded.class, PaymentRefunded.class);
        assertThat(published.about(order.id()).getLast()).isInstanceOfSatisfying(PaymentRefunded.class, refunded -> {
            assertThat(refunded.amount()).isEqualByComparingTo("3.00");
            assertThat(refunded.fullyRefunded()).isFalse();
        });
        assertThat(payment(payment).data("status")).isEqualTo("SUCCESS");
    }

    @Test
    void neverMoreThanIsLeftGoesBack() {
        Placed order = placedOrder("10.00");
        String payment = successfullyPaid(order, "10.00");
        refund(payment, "8.00").hasStatus(201);

        events.publish(adjusted(order, "3.00", "7.00"));

        awaitStatus(payment, "REFUNDED");
        assertThat(awaitPaidAndRefundedTwice(order))
                .filteredOn(PaymentRefunded.class::isInstance)
                .extracting(refunded -> refunded.amount().toPlainString())
                .containsExactlyInAnyOrder("8.00", "2.00");
    }

    @Test
    void theRiderCollectsLessCash() {
        Placed order = placedOrder("10.00");
        String payment = paid(order, "10.00", "cod");
        events.publish(adjusted(order, "3.00", "7.00"));
        await().untilAsserted(() ->
                assertThat(payment(payment).data().path("amount").asDecimal()).isEqualByComparingTo("7.00"));

        events.publish(delivered(order));

        published.awaitExactly(order.id(), PaymentInitiated.class, PaymentSucceeded.class);
        assertThat(published.about(order.id()).getLast().amount()).isEqualByComparingTo("7.00");
    }

    @Test
    void nobodyCollectsCashForNothing() {
        Placed order = placedOrder("10.00");
        String payment = paid(order, "10.00", "cod");

        events.publish(adjusted(order, "10.00", "0.00"));

        awaitStatus(payment, "FAILED");
        published.awaitExactly(order.id(), PaymentInitiated.class, PaymentFailed.class);
    }

    @Test
    void whatIsMissingGoesBackAlsoWhenTheProviderApprovesLater() {
        Placed order = placedOrder("10.00");
        String payment = paidWithoutAnswer(order, "upi");
        events.publish(adjusted(order, "3.00", "7.00"));
        await().until(() -> jdbc.sql("select owed_back from payments where id = ?")
                        .param(UUID.fromString(payment))
                        .query(BigDecimal.class)
                        .single()
                        .signum()
                > 0);

        provider.answersFor(order.id());

        published.staysExactly(order.id(), PaymentInitiated.class, PaymentSucceeded.class, PaymentRefunded.class);
        assertThat(published.about(order.id()).getLast().amount()).isEqualByComparingTo("3.00");
    }

    @Test
    void cashThatWasCollectedGoesBackEvenWhenTheEventOfTheDeliveryComesLast() {
        Placed order = placedOrder("10.00");
        String payment = paid(order, "10.00", "cod");

        events.publish(adjusted(order, "10.00", "0.00", Instant.now()));
        awaitStatus(payment, "REFUNDED");
        events.publish(delivered(order));

        published.staysExactly(order.id(), PaymentInitiated.class, PaymentSucceeded.class, PaymentRefunded.class);
        assertThat(published.about(order.id()).getLast().amount()).isEqualByComparingTo("10.00");
    }

    private static OrderAdjusted adjusted(Placed order, String refund, String total) {
        return adjusted(order, refund, total, null);
    }

    private static OrderAdjusted adjusted(Placed order, String refund, String total, @Nullable Instant deliveredAt) {
        return new OrderAdjusted(
                order.id(),
                order.customer(),
                List.of(),
                new BigDecimal(refund),
                new BigDecimal(total),
                "Not in stock",
                Instant.now(),
                deliveredAt);
    }
}
