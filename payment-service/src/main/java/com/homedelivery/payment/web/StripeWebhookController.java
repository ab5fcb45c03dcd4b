package com.homedelivery.payment.web;

import com.homedelivery.payment.PaymentProperties;
import com.homedelivery.payment.application.HandleStripeEvent;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Receives the webhook events of Stripe, which reads no envelope, and sends an event again until it is answered with
 * 2xx.
 */
@RestController
class StripeWebhookController {

    private static final int MAX_ID_LENGTH = 255;
    private static final int MAX_TYPE_LENGTH = 100;

    private final HandleStripeEvent handleStripeEvent;
    private final PaymentProperties properties;
    private final JsonMapper json;
    private final Clock clock;

    StripeWebhookController(
            HandleStripeEvent handleStripeEvent, PaymentProperties properties, JsonMapper json, Clock clock) {
        this.handleStripeEvent = handleStripeEvent;
        this.properties = properties;
        this.json = json;
        this.clock = clock;
    }

    record Received(boolean received) {}

    /** Receives what Stripe tells. The body is Stripe's event and is checked against the signature. */
    @PostMapping("/payments/webhooks/stripe")
    Received receive(
            @RequestHeader(name = StripeSignature.HEADER, required = false) @Nullable String signature,
            @RequestBody(required = false) byte @Nullable [] body) {
        if (properties.stripeWebhookSecret().isEmpty()) {
            throw new WebhookRefusedException("Webhooks are not set up here");
        }
        byte[] bytes = body == null ? new byte[0] : body;
        StripeSignature.parse(signature).verify(bytes, properties.stripeWebhookSecret(), clock.instant());
        StripeEvent event = read(bytes);
        if (event.id() == null
                || event.type() == null
                || event.id().length() > MAX_ID_LENGTH
                || event.type().length() > MAX_TYPE_LENGTH) {
            throw new WebhookRefusedException("The body is not an event of Stripe");
        }
        handleStripeEvent.handle(event.id(), event.type(), event.toWebhookEvent());
        return new Received(true);
    }

    private StripeEvent read(byte[] body) {
        try {
            return json.readValue(body, StripeEvent.class);
        } catch (JacksonException e) {
            throw new WebhookRefusedException("The body is not an event of Stripe");
        }
    }
}
