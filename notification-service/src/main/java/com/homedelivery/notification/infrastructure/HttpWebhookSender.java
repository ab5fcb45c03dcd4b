package com.homedelivery.notification.infrastructure;

import com.homedelivery.notification.NotificationProperties;
import com.homedelivery.notification.application.WebhookSender;
import com.homedelivery.notification.domain.WebhookSecret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.hc.core5.http.ContentType;
import org.springframework.stereotype.Component;

/**
 * Posts messages as the Standard Webhooks specification says (https://www.standardwebhooks.com): {@code webhook-id},
 * {@code webhook-timestamp}, and in {@code webhook-signature} an HMAC-SHA256 of both and the body for each secret.
 */
@Component
class HttpWebhookSender implements WebhookSender {

    private static final String ALGORITHM = "HmacSHA256";

    private final OutgoingHttp http;
    private final Duration timeout;
    private final Clock clock;

    HttpWebhookSender(OutgoingHttp http, NotificationProperties properties, Clock clock) {
        this.http = http;
        this.timeout = properties.webhooks().timeout();
        this.clock = clock;
    }

    @Override
    public Answer post(Call call, List<WebhookSecret> secrets) throws IOException {
        long timestamp = clock.instant().getEpochSecond();
        String signed = call.eventId() + "." + timestamp + "." + call.payload();
        String signatures =
                secrets.stream().map(secret -> "v1," + sign(signed, secret)).collect(Collectors.joining(" "));
        OutgoingHttp.Answer answer = http.post(
                call.url(),
                Map.of(
                        "webhook-id", call.eventId().toString(),
                        "webhook-timestamp", Long.toString(timestamp),
                        "webhook-signature", signatures),
                call.payload().getBytes(StandardCharsets.UTF_8),
                ContentType.APPLICATION_JSON,
                timeout);
        return new Answer(answer.status(), answer.body(), answer.retryAfter().orElse(Duration.ZERO));
    }

    static String sign(String text, WebhookSecret secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.key(), ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK knows " + ALGORITHM, e);
        }
    }
}
