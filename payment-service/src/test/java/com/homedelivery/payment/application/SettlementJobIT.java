package com.homedelivery.payment.application;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.payment.application.PaymentProvider.ChargeCall;
import com.homedelivery.payment.application.PaymentProvider.ChargeResult;
import com.homedelivery.shared.event.PaymentEvent.PaymentInitiated;
import com.homedelivery.shared.event.PaymentEvent.PaymentSucceeded;
import com.homedelivery.shared.testing.RepeatedWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class SettlementJobIT extends PaymentServiceTest {

    @Autowired
    private SettlementJob settlement;

    @Autowired
    private ApplyProviderResult applyResult;

    @Test
    void severalInstancesSettleEachPaymentOnce() throws Exception {
        List<Placed> orders =
                IntStream.range(0, 12).mapToObj(_ -> placedOrder("10.00")).toList();
        try (RepeatedWork _ = RepeatedWork.on(2, settlement::round)) {
            List<String> payments =
                    orders.stream().map(order -> paid(order, "10.00", "upi")).toList();
            payments.forEach(payment -> awaitStatus(payment, "SUCCESS"));
        }
        orders.forEach(order -> published.awaitExactly(order.id(), PaymentInitiated.class, PaymentSucceeded.class));
    }

    @Test
    void aPaymentIsSettledAfterACrashBetweenCallAndRecord() {
        Placed order = placedOrder("10.00");
        provider.leavesToWebhook(order.id());
        String payment = paid(order, "10.00", "upi");
        awaitStatus(payment, "PROCESSING");
        await().until(() -> provider.chargeCallsFor(order.id()) == 1);

        // An instance claims the payment, learns that the money was taken, and crashes before it has recorded that.
        ChargeCall claimed = claimAsAnInstanceThatCrashes(payment);
        provider.decidesFor(order.id());
        assertThat(provider.charge(claimed)).isEqualTo(new ChargeResult.Approved("sim_" + payment));
        assertThat(payment(payment).data("status")).isEqualTo("PROCESSING");

        awaitStatus(payment, "SUCCESS");
        assertThat(payment(payment).data("transactionId")).isEqualTo("sim_" + payment);
        published.staysExactly(order.id(), PaymentInitiated.class, PaymentSucceeded.class);
    }

    @Test
    void aResultThatComesTwiceCountsOnce() {
        Placed order = placedOrder("10.00");
        String payment = successfullyPaid(order, "10.00");
        applyResult.applyCharge(UUID.fromString(payment), new ChargeResult.Approved("sim_again"));
        applyResult.applyCharge(UUID.fromString(payment), new ChargeResult.Declined("too late"));
        applyResult.applyCharge(UUID.fromString(payment), new ChargeResult.Pending(Instant.now()));
        applyResult.postponeCharge(UUID.fromString(payment));
        await().during(ofMillis(500)).untilAsserted(() -> {
            assertThat(payment(payment).data("status")).isEqualTo("SUCCESS");
            assertThat(payment(payment).data("transactionId")).isEqualTo("sim_" + payment);
            assertThat(published.about(order.id())).hasSize(2);
        });
    }

    @Test
    void aSilentProviderIsCalledUntilItAnswers() {
        Placed order = placedOrder("10.00");
        provider.doesNotAnswerFor(order.id());
        String payment = paid(order, "10.00", "upi");
        await().until(() -> provider.chargeCallsFor(order.id()) >= 2);
        assertThat(payment(payment).data("status")).isEqualTo("PROCESSING");
        provider.answersFor(order.id());
        awaitStatus(payment, "SUCCESS");
    }

    /** The worker of this instance may be faster: then the payment is made due once more. */
    private ChargeCall claimAsAnInstanceThatCrashes(String payment) {
        List<ChargeCall> claimed = new ArrayList<>();
        await().until(() -> {
            jdbc.sql("update payments set due_at = now() where id = ?")
                    .param(UUID.fromString(payment))
                    .update();
            settlement.claim().items().stream()
                    .filter(ChargeCall.class::isInstance)
                    .map(ChargeCall.class::cast)
                    .filter(charge -> charge.paymentId().toString().equals(payment))
                    .forEach(claimed::add);
            return !claimed.isEmpty();
        });
        return claimed.getFirst();
    }
}
