package com.homedelivery.notification.application;

import com.homedelivery.notification.NotificationProperties;
import com.homedelivery.notification.application.DispatchJob.DeliveryResult;
import com.homedelivery.notification.application.MessageSender.DeferredException;
import com.homedelivery.notification.application.MessageSender.DeliveryException;
import com.homedelivery.notification.application.MessageSender.LostException;
import com.homedelivery.notification.application.MessageSender.Message;
import com.homedelivery.notification.application.MessageSender.ObsoleteException;
import com.homedelivery.notification.application.MessageSender.RejectedException;
import com.homedelivery.notification.application.MessageSender.ServerUnavailableException;
import com.homedelivery.notification.application.MessageSender.UnknownAddressException;
import com.homedelivery.notification.application.MessageSender.UnknownOutcomeException;
import com.homedelivery.notification.domain.Channel;
import com.homedelivery.notification.domain.Notification;
import com.homedelivery.notification.domain.Notifications;
import com.homedelivery.notification.domain.Recipient;
import com.homedelivery.notification.domain.Recipients;
import com.homedelivery.shared.work.LeasedWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Sends the messages of one channel that are due, and records the results that come at about the same time together. A
 * message whose result was lost is sent again, under the same id, unless the provider says that it has it. While the server is unavailable the job pauses, and
 * the other channels go on.
 */
public class DispatchJob extends LeasedWork<DispatchJob.Due, DeliveryResult> {

    private static final Logger log = LoggerFactory.getLogger(DispatchJob.class);
    private static final Duration RECORDING_DELAY = Duration.ofMillis(50);

    private final Notifications notifications;
    private final Recipients recipients;
    private final Verification verification;
    private final PhoneConfirmation phones;
    private final DailyLimit limit;
    private final MessageSender sender;
    private final RecordDelivery recordDelivery;
    private final NotificationProperties properties;
    private final Clock clock;

    /** Of the current round. */
    private final AtomicBoolean serverUnavailable = new AtomicBoolean();

    private volatile Instant backoffEnd = Instant.MIN;

    DispatchJob(
            MessageSender sender,
            Notifications notifications,
            Recipients recipients,
            Verification verification,
            PhoneConfirmation phones,
            DailyLimit limit,
            RecordDelivery recordDelivery,
            NotificationProperties properties,
            TransactionOperations transaction,
            Clock clock) {
        super(transaction, clock, RECORDING_DELAY);
        this.sender = sender;
        this.notifications = notifications;
        this.recipients = recipients;
        this.verification = verification;
        this.phones = phones;
        this.limit = limit;
        this.recordDelivery = recordDelivery;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * A message that is due.
     *
     * @param verificationId what its secret is asked for by, or null when it is complete
     * @param unknownSince when it was handed over first without a known result, or null when all results are known
     * @param mayBeSent whether it is sent when the provider does not know of it
     */
    record Due(
            Message message,
            @Nullable UUID verificationId,
            @Nullable Instant unknownSince,
            boolean mayBeSent) {

        /** The same, only to find out what became of it. */
        Due toBeFound() {
            return new Due(message, verificationId, unknownSince, false);
        }
    }

    /** Whether a message was accepted, and if not, why. */
    public sealed interface DeliveryResult {

        UUID notificationId();

        record Accepted(UUID notificationId, @Nullable String providerId, Instant at) implements DeliveryResult {}

        record NotAccepted(UUID notificationId, String to, DeliveryException reason) implements DeliveryResult {}
    }

    @Override
    public Optional<Instant> round() {
        if (clock.instant().isBefore(backoffEnd)) {
            return Optional.of(backoffEnd);
        }
        serverUnavailable.set(false);
        Optional<Instant> next = super.round();
        if (!serverUnavailable.get()) {
            return next;
        }
        backoffEnd = clock.instant().plus(properties.backoff());
        return Optional.of(backoffEnd);
    }

    /** After a batch that is not full it is not known when the next is due: then the worker looks again by itself. */
    @Override
    protected Claim<Due> claimDue(Instant now) {
        List<Notification> due = notifications.findDueForUpdate(sender.channel(), now, properties.mailsAtOnce());
        if (due.isEmpty()) {
            return new Claim<>(List.of(), Optional.ofNullable(notifications.findNextDueAt(sender.channel())));
        }
        List<Notification> wanted = dropExpired(due, now);
        List<Due> messages = messagesOf(wanted, now);
        wanted.forEach(notification -> notification.claim(now, now.plus(properties.lease())));
        return new Claim<>(
                limit.apply(sender.channel(), wanted, messages, now),
                due.size() < properties.mailsAtOnce() ? Optional.empty() : Optional.of(now));
    }

    /** What was handed over, perhaps, is not dropped: it may have arrived. */
    private List<Notification> dropExpired(List<Notification> due, Instant now) {
        List<Notification> wanted = new ArrayList<>();
        for (Notification notification : due) {
            if (notification.isExpired(now) && notification.unknownSince() == null) {
                notification.expire();
                log.info("{} {} is not sent: nobody wants it any more", name(), notification.id());
            } else {
                wanted.add(notification);
            }
        }
        return wanted;
    }

    @Override
    protected DeliveryResult call(Due due) {
        Message message = due.message();
        try {
            String providerId = handOver(due);
            return new DeliveryResult.Accepted(message.notificationId(), providerId, clock.instant());
        } catch (DeliveryException e) {
            logNotAccepted(message, e);
            return new DeliveryResult.NotAccepted(message.notificationId(), message.to(), e);
        }
    }

    private @Nullable String handOver(Due due) throws DeliveryException {
        Message message = due.message();
        if (due.unknownSince() != null) {
            Optional<String> found = sender.find(message, due.unknownSince());
            if (found.isPresent()) {
                return found.get();
            }
        }
        if (!due.mayBeSent()) {
            throw new LostException();
        }
        return sender.send(
                due.verificationId() == null ? message : verification.complete(message, due.verificationId()));
    }

    private void logNotAccepted(Message message, DeliveryException reason) {
        switch (reason) {
            case ServerUnavailableException _ -> {
                if (serverUnavailable.compareAndSet(false, true)) {
                    log.warn("{} waits, its server is unavailable: {}", name(), reason.serverReply());
                }
            }
            case DeferredException _ ->
                log.warn("{} {} was not taken this time: {}", name(), message.notificationId(), reason.reason());
            case UnknownOutcomeException _ ->
                log.warn("{} {} may have been taken: no answer came", name(), message.notificationId());
            case RejectedException _, UnknownAddressException _, LostException _ ->
                log.warn("{} {} was refused: {}", name(), message.notificationId(), reason.reason());
            case ObsoleteException _ ->
                log.info("{} {} is not sent: {}", name(), message.notificationId(), reason.reason());
        }
    }

    @Override
    protected void record(List<DeliveryResult> results) {
        recordDelivery.record(results);
    }

    @Override
    protected boolean isDueAgain(DeliveryResult result) {
        return switch (result) {
            case DeliveryResult.Accepted _ -> false;
            case DeliveryResult.NotAccepted _ -> true;
        };
    }

    @Override
    protected String describe(Due due) {
        return sender.channel() + " " + due.message().notificationId();
    }

    private String name() {
        return switch (sender.channel()) {
            case EMAIL -> "Mail";
            case SMS -> "SMS";
            case PUSH -> "Push message";
        };
    }

    private List<Due> messagesOf(List<Notification> due, Instant now) {
        Map<UUID, Recipient> recipientsById =
                recipients.findAll(due.stream().map(DispatchJob::recipientId).collect(Collectors.toSet())).stream()
                        .collect(Collectors.toMap(Recipient::userId, Function.identity()));
        return due.stream()
                .map(notification -> messageOf(
                        notification, Objects.requireNonNull(recipientsById.get(recipientId(notification))), now))
                .toList();
    }

    private static UUID recipientId(Notification notification) {
        return Objects.requireNonNull(notification.userId());
    }

    /**
     * A secret goes to no other address than the one that it was made for, and an SMS to no number that came since and is not
     * confirmed: such a message is given up.
     */
    private String addressOf(Notification notification, Recipient recipient) {
        if (notification.channel() == Channel.SMS && !phones.allowsSms(recipient)) {
            return "";
        }
        return Objects.requireNonNullElse(
                notification.address(),
                notification.verificationId() == null ? recipient.anyAddress(notification.channel()) : "");
    }

    private Due messageOf(Notification notification, Recipient recipient, Instant now) {
        return new Due(
                new Message(
                        notification.id(),
                        recipient.userId(),
                        notification.template(),
                        recipient.language(),
                        addressOf(notification, recipient),
                        notification.message()),
                notification.verificationId(),
                notification.unknownSince(),
                !notification.isExpired(now));
    }
}
