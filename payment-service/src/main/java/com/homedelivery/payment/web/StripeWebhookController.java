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

/** Where Stripe tells what happened. It reads no envelope, and sends an event again until it is answered with 2xx. */
@RestController
class StripeWebhookController {

    private static final int LONGEST_ID = 255;
    private static final int LONGEST_TYPE = 100;

    private final HandleStripeEvent stripe;
    private final PaymentProperties properties;
    private final JsonMapper json;
    private final Clock clock;

    StripeWebhookController(HandleStripeEvent stripe, PaymentProperties properties, JsonMapper json, Clock clock) {
        this.stripe = stripe;
        this.properties = properties;
        this.json = json;
        this.clock = clock;
    }

    record Received(boolean received) {}

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
                || event.id().length() > LONGEST_ID
                || event.type().length() > LONGEST_TYPE) {
            throw new WebhookRefusedException("The body is not an event of Stripe");
        }
        stripe.hear(event.id(), event.type(), event.news());
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
