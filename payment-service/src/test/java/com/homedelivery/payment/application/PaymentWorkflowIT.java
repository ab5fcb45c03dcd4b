package com.homedelivery.payment.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.shared.event.DeliveryEvent.DeliveryCompleted;
import com.homedelivery.shared.event.OrderEvent.OrderFailed;
import com.homedelivery.shared.event.PaymentEvent.PaymentFailed;
import com.homedelivery.shared.event.PaymentEvent.PaymentInitiated;
import com.homedelivery.shared.event.PaymentEvent.PaymentRefunded;
import com.homedelivery.shared.event.PaymentEvent.PaymentSucceeded;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class PaymentWorkflowIT extends PaymentServiceTest {

    @Test
    void aPendingPaymentIsVoidedWithItsOrder() {
        Placed order = placedOrder("10.00");
        String payment = paid(order, "10.00", "cod");
        events.publish(cancelled(order));
        awaitStatus(payment, "FAILED");
        published.awaitExactly(order.id(), PaymentInitiated.class, PaymentFailed.class);
    }

    @Test
    void aSuccessfulPaymentIsRefundedWithItsOrderOnce() {
        Placed order = placedOrder("10.00");
        String payment = successfullyPaid(order, "10.00");
        UUID event = UUID.randomUUID();
        events.publish(cancelled(order), event);
        events.publish(cancelled(order), event);
        events.publish(cancelled(order));
        awaitStatus(payment, "REFUNDED");
        published.staysExactly(order.id(), PaymentInitiated.class, PaymentSucceeded.class, PaymentRefunded.class);
    }

    @Test
    void onlyWhatIsLeftIsRefundedWithTheOrder() {
        Placed order = placedOrder("10.00");
        String payment = successfullyPaid(order, "10.00");
        refund(payment, "3.00").hasStatus(201);
        events.publish(cancelled(order));
        awaitStatus(payment, "REFUNDED");
        assertThat(awaitPaidAndRefundedTwice(order))
                .extracting(event -> event.amount().toPlainString())
                .containsExactlyInAnyOrder("10.00", "10.00", "3.00", "7.00");
    }

    @Test
    void anOrderThatFailsIsRefundedToo() {
        Placed order = placedOrder("10.00");
        String payment = successfullyPaid(order, "10.00");
        events.publish(new OrderFailed(order.id(), order.customer(), "rider fell", Instant.now()));
        awaitStatus(payment, "REFUNDED");
    }

    @Test
    void aPaymentThatSucceedsAfterTheCancellationIsRefundedByItself() {
        Placed order = placedOrder("10.00");
        String payment = paidWithoutAnswer(order, "upi");
        events.publish(cancelled(order));
        await().until(() -> isCancelled(order));
        assertThat(payment(payment).data("status")).isEqualTo("PROCESSING");

        provider.answersFor(order.id());
        awaitStatus(payment, "REFUNDED");
        awaitPaidAndRefunded(order);
    }

    @Test
    void aCancellationMayComeBeforeTheOrderItself() {
        Placed order = new Placed(UUID.randomUUID(), UUID.randomUUID());
        events.publish(cancelled(order));
        await().until(() -> isCancelled(order));
        events.publish(created(order, "10.00"));
        await().until(() -> hasTotal(order));
        pay(order, "10.00", "upi").hasError(400, "PAYMENT_FAILED");
    }

    @Test
    void cashIsCollectedOnDeliveryOnce() {
        Placed order = placedOrder("10.00");
        String payment = paid(order, "10.00", "cod");
        DeliveryCompleted delivered = delivered(order);
        UUID event = UUID.randomUUID();
        events.publish(delivered, event);
        events.publish(delivered, event);
        events.publish(delivered);
        awaitStatus(payment, "SUCCESS");
        assertThat(payment(payment).data("transactionId")).isEqualTo("cash_" + delivered.deliveryId());
        published.staysExactly(order.id(), PaymentInitiated.class, PaymentSucceeded.class);
    }

    @Test
    void deliveredOrdersWithoutPaymentAreCounted(@Autowired MeterRegistry meters) {
        Placed voided = placedOrder("10.00");
        String payment = paid(voided, "10.00", "cod");
        events.publish(cancelled(voided));
        awaitStatus(payment, "FAILED");
        Placed unpaid = placedOrder("10.00");
        Placed unknown = new Placed(UUID.randomUUID(), UUID.randomUUID());
        double before = meters.counter("homedelivery.payment.uncollected").count();

        events.publish(delivered(placedOrder("0.00")));
        events.publish(delivered(voided));
        events.publish(delivered(unpaid));
        events.publish(delivered(unknown));

        await().until(() -> meters.counter("homedelivery.payment.uncollected").count() - before == 3);
        assertThat(payment(payment).data("status")).isEqualTo("FAILED");
    }

    @Test
    void noProviderIsCalledForCashOnDelivery() {
        Placed order = placedOrder("10.00");
        String payment = paid(order, "10.00", "COD");
        assertThat(payment(payment).data("paymentMethod")).isEqualTo("cod");
        Placed other = placedOrder("10.00");
        successfullyPaid(other, "10.00");
        assertThat(provider.chargeCallsFor(order.id())).isZero();
        assertThat(payment(payment).data("status")).isEqualTo("PENDING");
    }

    @Test
    void whatWasPaidBeforeIsNotCollectedAgain() {
        Placed order = placedOrder("10.00");
        successfullyPaid(order, "10.00");
        events.publish(delivered(order));
        published.staysExactly(order.id(), PaymentInitiated.class, PaymentSucceeded.class);
    }

    private boolean isCancelled(Placed order) {
        return is("cancelled_at is not null", order);
    }

    private boolean hasTotal(Placed order) {
        return is("total is not null", order);
    }

    private boolean is(String condition, Placed order) {
        return jdbc.sql("select count(*) from payables where order_id = ? and " + condition)
                        .param(order.id())
                        .query(Integer.class)
                        .single()
                == 1;
    }
}
