package com.homedelivery.notification.infrastructure;

import com.homedelivery.notification.NotificationProperties;
import com.homedelivery.notification.application.ManagePush;
import com.homedelivery.notification.application.MessageSender;
import com.homedelivery.notification.domain.Channel;
import com.homedelivery.notification.domain.PushSubscription;
import com.interaso.webpush.VapidKeys;
import com.interaso.webpush.WebPush;
import com.interaso.webpush.WebPush.Urgency;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.ContentType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends push messages to all browsers of a person (RFC 8030), encrypted for each (RFC 8291) and signed (RFC 8292). The
 * message has arrived when one of them has it; a browser that is gone is forgotten.
 */
@Component
class WebPushSender implements MessageSender {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int AT_ONCE = 10;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final ManagePush push;
    private final OutgoingHttp http;
    private final JsonMapper json;
    private final Duration timeLimit;
    private final SingletonSupplier<WebPush> protocol;

    WebPushSender(ManagePush push, OutgoingHttp http, JsonMapper json, NotificationProperties properties) {
        this.push = push;
        this.http = http;
        this.json = json;
        Duration halfLease = properties.lease().dividedBy(2);
        this.timeLimit = halfLease.compareTo(TIMEOUT) < 0 ? halfLease : TIMEOUT;
        NotificationProperties.Push settings = properties.push();
        this.protocol = SingletonSupplier.of(() -> new WebPush(
                settings.subject(), VapidKeys.fromUncompressedBytes(settings.publicKey(), settings.privateKey())));
    }

    /** What the browser's service worker gets. */
    private record Payload(String id, String title, String body, String template) {}

    private enum Outcome {
        TAKEN,
        LATER,
        REFUSED
    }

    @Override
    public Channel channel() {
        return Channel.PUSH;
    }

    @Override
    public @Nullable String send(Message message) throws DeliveryException {
        List<PushSubscription> subscriptions = push.subscriptionsOf(message.userId());
        List<Outcome> outcomes = sendToAll(message, subscriptions);
        if (outcomes.contains(Outcome.TAKEN)) {
            return null;
        }
        IOException cause = new IOException("None of " + subscriptions.size() + " browsers was reached");
        if (outcomes.contains(Outcome.LATER)) {
            throw new DeferredException("No push service took it", String.valueOf(cause.getMessage()), cause);
        }
        if (subscriptions.isEmpty()) {
            throw new UnknownAddressException("No browser is subscribed", "No browser is subscribed", null);
        }
        throw new UnknownAddressException("No browser is left", String.valueOf(cause.getMessage()), cause);
    }

    /** Ten at once, and all of them within half the lease: slow ones hold up neither the others nor the channel. */
    private List<Outcome> sendToAll(Message message, List<PushSubscription> subscriptions) throws DeferredException {
        try (ExecutorService browsers =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            List<Callable<Outcome>> calls = subscriptions.stream()
                    .<Callable<Outcome>>map(subscription -> () -> send(message, subscription))
                    .toList();
            return browsers.invokeAll(calls, timeLimit.toMillis(), TimeUnit.MILLISECONDS).stream()
                    .map(call -> call.state() == Future.State.SUCCESS ? call.resultNow() : Outcome.LATER)
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeferredException("Interrupted", "Interrupted", e);
        }
    }

    private Outcome send(Message message, PushSubscription subscription) {
        Base64.Decoder base64 = Base64.getUrlDecoder();
        WebPush webPush = protocol.obtain();
        try {
            byte[] payload = json.writeValueAsBytes(new Payload(
                    message.notificationId().toString(),
                    message.content().subject(),
                    message.content().body(),
                    message.template().toString()));
            byte[] body = webPush.getBody(
                    payload, base64.decode(subscription.publicKey()), base64.decode(subscription.secret()));
            Map<String, String> headers = webPush.getHeaders(
                    subscription.endpoint(),
                    (int) message.template().kind().shelfLife().toSeconds(),
                    null,
                    message.template().isUrgent() ? Urgency.High : Urgency.Normal);
            return outcomeOf(
                    http.post(subscription.endpoint(), headers, body, ContentType.APPLICATION_OCTET_STREAM, timeLimit),
                    subscription);
        } catch (IOException e) {
            return Outcome.LATER;
        } catch (RuntimeException e) {
            // Its keys are no keys: nothing can be encrypted for it.
            push.forget(subscription);
            return Outcome.REFUSED;
        }
    }

    private Outcome outcomeOf(OutgoingHttp.Answer answer, PushSubscription subscription) {
        int status = answer.status();
        if (answer.isSuccess()) {
            return Outcome.TAKEN;
        }
        if (status == NOT_FOUND || status == GONE) {
            push.forget(subscription);
            return Outcome.REFUSED;
        }
        return status == TOO_MANY_REQUESTS || status == UNAUTHORIZED || status == FORBIDDEN || status >= 500
                ? Outcome.LATER
                : Outcome.REFUSED;
    }
}
