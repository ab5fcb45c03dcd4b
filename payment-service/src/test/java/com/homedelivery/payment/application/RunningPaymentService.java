package com.homedelivery.payment.application;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.payment.support.Answer;
import com.homedelivery.payment.support.Api;
import com.homedelivery.payment.support.OrderServiceDouble;
import com.homedelivery.payment.support.Streams;
import com.homedelivery.payment.support.WatchedProvider;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.event.OrderEvent.OrderCancelled;
import com.homedelivery.shared.event.OrderEvent.OrderCreated;
import com.homedelivery.shared.event.PaymentEvent;
import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.testing.IntegrationTest;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** What all tests of the running service share: one context, an impatient provider and a neighbour. */
@IntegrationTest
@Import(RunningPaymentService.Doubles.class)
@TestPropertySource(
        properties = {
            "PAYMENT_SIMULATED_DELAY=150ms",
            "STRIPE_WEBHOOK_SECRET=" + RunningPaymentService.WEBHOOK_SECRET,
            "homedelivery.payment.lease=5s",
            "homedelivery.payment.refund-attempts=3",
        })
public abstract class RunningPaymentService {

    protected static final String WEBHOOK_SECRET = "whsec_of_the_tests";
    protected static final OrderServiceDouble ORDER_SERVICE = new OrderServiceDouble();

    @Autowired
    protected WatchedProvider provider;

    @Autowired
    protected JdbcClient jdbc;

    protected Api api;
    protected Streams streams;

    @DynamicPropertySource
    static void neighbours(DynamicPropertyRegistry properties) {
        properties.add("ORDER_SERVICE_URL", ORDER_SERVICE::url);
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Doubles {

        @Bean
        @Primary
        WatchedProvider watchedProvider(@Qualifier("paymentProvider") PaymentProvider provider) {
            return new WatchedProvider(provider);
        }
    }

    @BeforeEach
    void reach(@LocalServerPort int port, @Autowired AccessTokens tokens, @Autowired StringRedisTemplate redis) {
        api = new Api(port, tokens);
        streams = new Streams(redis);
    }

    protected record Placed(UUID id, UUID customer) {}

    /** A pending order that the service has heard of by its event. */
    protected Placed placedOrder(String total) {
        Placed order = new Placed(UUID.randomUUID(), UUID.randomUUID());
        streams.send(created(order, total));
        await().until(() -> hasHeardOf(order.id()));
        return order;
    }

    protected boolean hasHeardOf(UUID orderId) {
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
                new OrderEvent.Address("Main St 1", "Springfield", "IL", "62701", null),
                Instant.now(),
                null);
    }

    protected static OrderCancelled cancelled(Placed order) {
        return new OrderCancelled(order.id(), order.customer(), "changed my mind", Instant.now());
    }

    /** Pays, and gives the payment's id. */
    protected String paid(Placed order, String total, String method) {
        Answer answer = api.pay(order.customer(), order.id(), total, method);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
        return answer.data("id");
    }

    /** Pays, and waits for the money. */
    protected String successfullyPaid(Placed order, String total) {
        String payment = paid(order, total, "credit_card");
        awaitStatus(payment, "SUCCESS");
        return payment;
    }

    protected void awaitStatus(String paymentId, String status) {
        await().untilAsserted(
                        () -> assertThat(payment(paymentId).data("status")).isEqualTo(status));
    }

    protected Answer payment(String paymentId) {
        return api.get("/payments/" + paymentId, api.adminToken());
    }

    /** Waits until exactly these have been said about an order. */
    @SafeVarargs
    protected final List<PaymentEvent> awaitEvents(UUID orderId, Class<? extends PaymentEvent>... types) {
        await().untilAsserted(() -> assertThat(typesAbout(orderId)).isEqualTo(List.<Class<?>>of(types)));
        return streams.about(orderId);
    }

    /** Waits until exactly these have been said about an order, and nothing more is. */
    @SafeVarargs
    protected final void staysWith(UUID orderId, Class<? extends PaymentEvent>... types) {
        awaitEvents(orderId, types);
        await().during(ofMillis(600)).until(() -> streams.about(orderId).size() == types.length);
    }

    private List<Class<?>> typesAbout(UUID orderId) {
        return streams.about(orderId).stream().<Class<?>>map(Object::getClass).toList();
    }

    /** An event of Stripe about a payment, as its text. */
    protected static String event(String type, String paymentId, String fields) {
        return """
                {"id": "evt_%s", "object": "event", "type": "%s", "created": 1700000000,
                 "data": {"object": {"id": "pi_1", %s, "metadata": {"paymentId": "%s"}}}}
                """.formatted(UUID.randomUUID(), type, fields, paymentId);
    }

    /** Stripe tells an event. */
    protected Answer tell(String event) {
        return tell(event, signature(event, Instant.now().getEpochSecond()));
    }

    protected Answer tell(String event, String signature) {
        return api.post("/payments/webhooks/stripe", null, event, "Stripe-Signature", signature);
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

    /** All at the same moment. */
    protected static <T> List<T> atOnce(int times, Callable<T> call) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                futures.add(threads.submit(call));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        }
    }
}
