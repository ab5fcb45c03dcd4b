package com.homedelivery.payment.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Stripe-Signature} header: {@code t=1492774577,v1=5257a8…,v1=…}. Each {@code v1} is the HMAC-SHA256 of the
 * timestamp, a full stop and the raw body; there are several while a secret is being rolled.
 *
 * @see <a href="https://docs.stripe.com/webhooks#verify-manually">Stripe: verify webhook signatures manually</a>
 */
record StripeSignature(String timestamp, List<String> signatures) {

    static final String HEADER = "Stripe-Signature";

    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** @throws WebhookRefusedException when there is no header, or it is not one of these */
    static StripeSignature parse(@Nullable String header) {
        if (header == null) {
            throw new WebhookRefusedException("The Stripe-Signature header is missing");
        }
        String timestamp = "";
        List<String> signatures = new ArrayList<>();
        for (String part : header.split(",")) {
            String[] pair = part.strip().split("=", 2);
            if (pair.length == 2 && pair[0].equals("t")) {
                timestamp = pair[1];
            } else if (pair.length == 2 && pair[0].equals("v1")) {
                signatures.add(pair[1]);
            }
        }
        return new StripeSignature(timestamp, signatures);
    }

    /** @throws WebhookRefusedException when the body was not signed with the secret within the last five minutes */
    void verify(byte[] body, String secret, Instant now) {
        byte[] expected = HexFormat.of().formatHex(hmac(body, secret)).getBytes(StandardCharsets.US_ASCII);
        boolean signed = false;
        for (String signature : signatures) {
            signed |= MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8));
        }
        if (!signed) {
            throw new WebhookRefusedException("The signature does not fit");
        }
        if (Duration.between(signedAt(), now).abs().compareTo(TOLERANCE) > 0) {
            throw new WebhookRefusedException("The signature is too old");
        }
    }

    private Instant signedAt() {
        try {
            return Instant.ofEpochSecond(Long.parseLong(timestamp));
        } catch (NumberFormatException | DateTimeException e) {
            throw new WebhookRefusedException("The signature has no timestamp");
        }
    }

    private byte[] hmac(byte[] body, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }
}
