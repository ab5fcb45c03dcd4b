package com.homedelivery.payment.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.payment.support.ControllableProvider;
import com.homedelivery.payment.support.OrderServiceStub;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryCompleted;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.event.OrderEvent.OrderCancelled;
import com.homedelivery.shared.event.OrderEvent.OrderCreated;
import com.homedelivery.shared.event.PaymentEvent;
import com.homedelivery.shared.event.PaymentEvent.PaymentInitiated;
import com.homedelivery.shared.event.PaymentEvent.PaymentRefunded;
import com.homedelivery.shared.event.PaymentEvent.PaymentSucceeded;
import com.homedelivery.shared.geo.GeoPoint;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.EventPublisher;
import com.homedelivery.shared.testing.IntegrationTest;
import com.homedelivery.shared.testing.PublishedEvents;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** The base of all tests of the running service: one context, a quick provider and a stub of the order service. */
@IntegrationTest
@Import(PaymentServiceTest.Doubles.class)
@TestPropertySource(
        properties = {
            "PAYMENT_SIMULATED_DELAY=150ms",
            "STRIPE_WEBHOOK_SECRET=" + PaymentServiceTest.WEBHOOK_SECRET,
            "homedelivery.payment.lease=5s",
            "homedelivery.payment.refund-attempts=3",
        })
public abstract class PaymentServiceTest {

    protected static final String WEBHOOK_SECRET = "whsec_of_the_tests";
    protected static final OrderServiceStub ORDER_SERVICE = new OrderServiceStub();

    @Autowired
    protected ControllableProvider provider;

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    protected ApiClient api;

    @Autowired
    protected EventPublisher events;

    protected PublishedEvents<PaymentEvent> published;

    @DynamicPropertySource
    static void serviceUrls(DynamicPropertyRegistry properties) {
        properties.add("ORDER_SERVICE_URL", ORDER_SERVICE::url);
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Doubles {

        @Bean
        @Primary
        ControllableProvider controllableProvider(@Qualifier("paymentProvider") PaymentProvider provider) {
            return new ControllableProvider(provider);
        }
    }

    @BeforeEach
    void readPayments(@Autowired StringRedisTemplate redis) {
        published = new PublishedEvents<>(redis, EventStream.PAYMENTS);
    }

    protected record Placed(UUID id, UUID customer) {}

    /** A pending order whose event the service has handled. */
    protected Placed placedOrder(String total) {
        Placed order = new Placed(UUID.randomUUID(), UUID.randomUUID());
        events.publish(created(order, total));
        await().until(() -> isKnown(order.id()));
        return order;
    }

    protected boolean isKnown(UUID orderId) {
        return jdbc.sql("select count(*) from payables where order_id = ?")
                        .param(orderId)
                        .query(Integer.class)
                        .single()
                == 1;
    }

    protected static OrderCreated created(Placed order, String total) {
        return new OrderCreated(
                order.id(),
                order.customer(),
                List.of(),
                new BigDecimal(total),
                "credit_card",
                new OrderEvent.Address("Main St 1", "Springfield", "IL", "62701", null, null, null),
                Instant.now(),
                null,
                null,
                null);
    }

    protected static OrderCancelled cancelled(Placed order) {
        return new OrderCancelled(order.id(), order.customer(), "changed my mind", Instant.now());
    }

    protected static DeliveryCompleted delivered(Placed order) {
        return new DeliveryCompleted(
                UUID.randomUUID(), order.id(), UUID.randomUUID(), Instant.now(), new GeoPoint(40.7, -74), 20, 3.5);
    }

    protected ApiResult pay(Placed order, String total, String method) {
        return pay(api.as(order.customer()), order.id(), total, method);
    }

    protected static ApiResult pay(ApiClient customer, UUID orderId, String amount, String method) {
        return customer.post(
                "/payments",
                "{\"orderId\": \"%s\", \"amount\": %s, \"paymentMethod\": \"%s\"}".formatted(orderId, amount, method));
    }

    /** Pays, and gives the payment's id. */
    protected String paid(Placed order, String total, String method) {
        return pay(order, total, method).hasStatus(201).data("id");
    }

    /** Pays, and waits for the money. */
    protected String successfullyPaid(Placed order, String total) {
        String payment = paid(order, total, "credit_card");
        awaitStatus(payment, "SUCCESS");
        return payment;
    }

    /**
     * Pays, and waits until the provider was called: it does not answer, until {@code provider.answersFor(order.id())}.
     */
    protected String paidWithoutAnswer(Placed order, String method) {
        provider.doesNotAnswerFor(order.id());
        String payment = paid(order, "10.00", method);
        await().until(() -> provider.chargeCallsFor(order.id()) > 0);
        return payment;
    }

    protected List<PaymentEvent> awaitPaidAndRefunded(Placed order) {
        return published.awaitExactly(
                order.id(), PaymentInitiated.class, PaymentSucceeded.class, PaymentRefunded.class);
    }

    protected List<PaymentEvent> awaitPaidAndRefundedTwice(Placed order) {
        return published.awaitExactly(
                order.id(),
                PaymentInitiated.class,
                PaymentSucceeded.class,
                PaymentRefunded.class,
                PaymentRefunded.class);
    }

    protected void awaitStatus(String paymentId, String status) {
        await().untilAsserted(
                        () -> assertThat(payment(paymentId).data("status")).isEqualTo(status));
    }

    protected ApiResult payment(String paymentId) {
        return api.asAdmin().get("/payments/" + paymentId);
    }

    /** @param amount all that is left if null */
    protected ApiResult refund(String paymentId, @Nullable String amount) {
        return api.asAdmin()
                .post(
                        "/payments/" + paymentId + "/refunds",
                        amount == null ? Map.of() : Map.of("amount", new BigDecimal(amount)));
    }

    /** An event of Stripe about a payment, as its text. */
    protected static String event(String type, String paymentId, String fields) {
        return """
                {"id": "evt_%s", "object": "event", "type": "%s", "created": 1700000000,
                 "data": {"object": {"id": "pi_1", %s, "metadata": {"paymentId": "%s"}}}}
                """.formatted(UUID.randomUUID(), type, fields, paymentId);
    }

    /** Stripe sends an event. */
    protected ApiResult sendWebhook(String event) {
        return sendWebhook(event, signature(event, Instant.now().getEpochSecond()));
    }

    protected ApiResult sendWebhook(String event, String signature) {
        return api.withHeader("Stripe-Signature", signature).post("/payments/webhooks/stripe", event);
    }

    protected static String signature(String body, long timestamp) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(WEBHOOK_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] hmac = mac.doFinal((timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
            return "t=" + timestamp + ",v1=" + HexFormat.of().formatHex(hmac);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
