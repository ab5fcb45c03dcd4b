package com.homedelivery.notification.application;

import com.homedelivery.notification.NotificationProperties;
import com.homedelivery.notification.application.WebhookDispatchJob.Result;
import com.homedelivery.notification.application.WebhookSender.Answer;
import com.homedelivery.notification.application.WebhookSender.Call;
import com.homedelivery.notification.domain.Webhook;
import com.homedelivery.notification.domain.WebhookDeliveries;
import com.homedelivery.notification.domain.WebhookDelivery;
import com.homedelivery.notification.domain.Webhooks;
import com.homedelivery.shared.security.secret.UnreadableSecretException;
import com.homedelivery.shared.work.LeasedWork;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Posts the deliveries of webhooks that are due. A delivery whose result was lost is posted again, under the same id. Of
 * what is posted at a time no webhook has more than half.
 */
@Component
public class WebhookDispatchJob extends LeasedWork<Call, Result> {

    private final Webhooks webhooks;
    private final WebhookDeliveries deliveries;
    private final WebhookSecrets secrets;
    private final WebhookSender sender;
    private final RecordWebhookDelivery recordDelivery;
    private final NotificationProperties properties;
    private final Clock clock;

    WebhookDispatchJob(
            Webhooks webhooks,
            WebhookDeliveries deliveries,
            WebhookSecrets secrets,
            WebhookSender sender,
            RecordWebhookDelivery recordDelivery,
            NotificationProperties properties,
            TransactionOperations transaction,
            Clock clock) {
        super(transaction, clock);
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.secrets = secrets;
        this.sender = sender;
        this.recordDelivery = recordDelivery;
        this.properties = properties;
        this.clock = clock;
    }

    /** What became of a delivery this time. */
    sealed interface Result {

        UUID deliveryId();

        record Answered(UUID deliveryId, Answer answer) implements Result {}

        record NoAnswer(UUID deliveryId, String reason) implements Result {}
    }

    @Override
    protected Claim<Call> claimDue(Instant now) {
        int atOnce = properties.mailsAtOnce();
        List<WebhookDelivery> due = deliveries.findDueForUpdate(now, Math.max(1, atOnce / 2), atOnce);
        if (due.isEmpty()) {
            return new Claim<>(List.of(), Optional.empty());
        }
        Map<UUID, Webhook> byId =
                webhooks.findByIdIn(due.stream().map(WebhookDelivery::webhookId).collect(Collectors.toSet())).stream()
                        .collect(Collectors.toMap(Webhook::id, Function.identity()));
        due.forEach(delivery -> delivery.claim(now.plus(properties.lease())));
        return new Claim<>(
                due.stream()
                        .map(delivery -> callOf(delivery, Objects.requireNonNull(byId.get(delivery.webhookId())), now))
                        .toList(),
                Optional.of(now));
    }

    private static Call callOf(WebhookDelivery delivery, Webhook webhook, Instant now) {
        return new Call(
                delivery.id(),
                webhook.id(),
                delivery.eventId(),
                webhook.url(),
                delivery.payload(),
                webhook.secretsAt(now));
    }

    @Override
    protected Result call(Call call) {
        try {
            return new Result.Answered(call.deliveryId(), sender.post(call, secrets.read(call.storedSecrets())));
        } catch (IOException | UnreadableSecretException e) {
            return new Result.NoAnswer(call.deliveryId(), String.valueOf(e.getMessage()));
        }
    }

    @Override
    protected void record(List<Result> results) {
        results.forEach(result -> recordDelivery.record(result, clock.instant()));
    }

    @Override
    protected boolean isDueAgain(Result result) {
        return false;
    }

    @Override
    protected String describe(Call call) {
        return "delivery " + call.deliveryId() + " of webhook " + call.webhookId();
    }
}
