package com.homedelivery.payment.application;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.payment.application.PaymentProvider.Charge;
import com.homedelivery.payment.application.PaymentProvider.ChargeAnswer;
import com.homedelivery.shared.event.PaymentEvent.PaymentInitiated;
import com.homedelivery.shared.event.PaymentEvent.PaymentSucceeded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class SettlementJobIT extends RunningPaymentService {

    @Autowired
    private SettlementJob settlement;

    @Autowired
    private ApplyProviderResult results;

    @Test
    void severalWorkersSettleEachPaymentOnce() throws Exception {
        List<Placed> orders =
                IntStream.range(0, 12).mapToObj(_ -> placedOrder("10.00")).toList();
        AtomicBoolean done = new AtomicBoolean();
        Thread eager = Thread.ofVirtual().start(() -> {
            while (!done.get()) {
                settlement.round();
            }
        });
        Thread zealous = Thread.ofVirtual().start(() -> {
            while (!done.get()) {
                settlement.round();
            }
        });
        try {
            List<String> payments =
                    orders.stream().map(order -> paid(order, "10.00", "upi")).toList();
            payments.forEach(payment -> awaitStatus(payment, "SUCCESS"));
        } finally {
            done.set(true);
            eager.join();
            zealous.join();
        }
        orders.forEach(order -> published.awaitExactly(order.id(), PaymentInitiated.class, PaymentSucceeded.class));
    }

    @Test
    void aPaymentIsSettledAfterACrashBetweenTheProviderAndTheBooks() {
        Placed order = placedOrder("10.00");
        provider.leavesToWebhook(order.id());
        String payment = paid(order, "10.00", "upi");
        awaitStatus(payment, "PROCESSING");
        await().until(() -> provider.timesAskedAbout(order.id()) == 1);

        // An instance claims the payment, hears that the money is there, and is gone before it has written that down.
        Charge claimed = claimAsAnInstanceThatCrashes(payment);
        provider.decidesAbout(order.id());
        assertThat(provider.charge(claimed)).isEqualTo(new ChargeAnswer.Approved("sim_" + payment));
        assertThat(payment(payment).data("status")).isEqualTo("PROCESSING");

        awaitStatus(payment, "SUCCESS");
        assertThat(payment(payment).data("transactionId")).isEqualTo("sim_" + payment);
        published.staysExactly(order.id(), PaymentInitiated.class, PaymentSucceeded.class);
    }

    @Test
    void anAnswerThatComesTwiceCountsOnce() {
        Placed order = placedOrder("10.00");
        String payment = successfullyPaid(order, "10.00");
        results.charged(UUID.fromString(payment), new ChargeAnswer.Approved("sim_again"));
        results.charged(UUID.fromString(payment), new ChargeAnswer.Declined("too late"));
        results.charged(UUID.fromString(payment), new ChargeAnswer.AskAgain(Instant.now()));
        results.chargeUnanswered(UUID.fromString(payment));
        await().during(ofMillis(500)).untilAsserted(() -> {
            assertThat(payment(payment).data("status")).isEqualTo("SUCCESS");
            assertThat(payment(payment).data("transactionId")).isEqualTo("sim_" + payment);
            assertThat(published.about(order.id())).hasSize(2);
        });
    }

    @Test
    void aSilentProviderIsAskedUntilItAnswers() {
        Placed order = placedOrder("10.00");
        provider.isSilentAbout(order.id());
        String payment = paid(order, "10.00", "upi");
        await().until(() -> provider.timesAskedAbout(order.id()) >= 2);
        assertThat(payment(payment).data("status")).isEqualTo("PROCESSING");
        provider.answersAbout(order.id());
        awaitStatus(payment, "SUCCESS");
    }

    /** The worker of this instance may be faster: then the payment is made due once more. */
    private Charge claimAsAnInstanceThatCrashes(String payment) {
        List<Charge> claimed = new ArrayList<>();
        await().until(() -> {
            jdbc.sql("update payments set due_at = now() where id = ?")
                    .param(UUID.fromString(payment))
                    .update();
            settlement.claim().charges().stream()
                    .filter(charge -> charge.paymentId().toString().equals(payment))
                    .forEach(claimed::add);
            return !claimed.isEmpty();
        });
        return claimed.getFirst();
    }
}
