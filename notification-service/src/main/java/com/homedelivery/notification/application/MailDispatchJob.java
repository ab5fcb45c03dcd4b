package com.homedelivery.notification.application;

import com.homedelivery.notification.NotificationProperties;
import com.homedelivery.notification.application.MailDispatchJob.DeliveryResult;
import com.homedelivery.notification.application.MailSender.Mail;
import com.homedelivery.notification.application.MailSender.MailDeferredException;
import com.homedelivery.notification.application.MailSender.MailDeliveryException;
import com.homedelivery.notification.application.MailSender.MailRejectedException;
import com.homedelivery.notification.application.MailSender.MailServerUnavailableException;
import com.homedelivery.notification.domain.Notification;
import com.homedelivery.notification.domain.Notifications;
import com.homedelivery.notification.domain.Recipient;
import com.homedelivery.notification.domain.Recipients;
import com.homedelivery.notification.domain.RenderedMessage;
import com.homedelivery.shared.work.LeasedWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Sends the mails that are due, and records the results that come at about the same time together. A mail whose result
 * was lost is sent again, with the same {@code Message-ID}. While the mail server is unavailable the job pauses.
 */
@Component
public class MailDispatchJob extends LeasedWork<Mail, DeliveryResult> {

    private static final Logger log = LoggerFactory.getLogger(MailDispatchJob.class);
    private static final Duration RECORDING_DELAY = Duration.ofMillis(50);

    private final Notifications notifications;
    private final Recipients recipients;
    private final TemplateRenderer renderer;
    private final MailSender mailSender;
    private final RecordMailDelivery recordDelivery;
    private final NotificationProperties properties;
    private final Clock clock;

    /** Of the current round. */
    private final AtomicBoolean serverUnavailable = new AtomicBoolean();

    private volatile Instant backoffEnd = Instant.MIN;

    MailDispatchJob(
            Notifications notifications,
            Recipients recipients,
            TemplateRenderer renderer,
            MailSender mailSender,
            RecordMailDelivery recordDelivery,
            NotificationProperties properties,
            TransactionOperations transaction,
            Clock clock) {
        super(transaction, clock, RECORDING_DELAY);
        this.notifications = notifications;
        this.recipients = recipients;
        this.renderer = renderer;
        this.mailSender = mailSender;
        this.recordDelivery = recordDelivery;
        this.properties = properties;
        this.clock = clock;
    }

    /** Whether a mail was accepted, and if not, why. */
    public sealed interface DeliveryResult {

        UUID notificationId();

        record Accepted(UUID notificationId, Instant at) implements DeliveryResult {}

        record NotAccepted(UUID notificationId, MailDeliveryException reason) implements DeliveryResult {}
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
    protected Claim<Mail> claimDue(Instant now) {
        List<Notification> due = notifications.findDueForUpdate(now, properties.mailsAtOnce());
        if (due.isEmpty()) {
            return new Claim<>(List.of(), Optional.ofNullable(notifications.findNextDueAt()));
        }
        List<Mail> mails = mailsOf(due);
        due.forEach(notification -> notification.claim(now.plus(properties.lease())));
        return new Claim<>(mails, due.size() < properties.mailsAtOnce() ? Optional.empty() : Optional.of(now));
    }

    @Override
    protected DeliveryResult call(Mail mail) {
        try {
            mailSender.send(mail);
            return new DeliveryResult.Accepted(mail.notificationId(), clock.instant());
        } catch (MailDeliveryException e) {
            logNotAccepted(mail, e);
            return new DeliveryResult.NotAccepted(mail.notificationId(), e);
        }
    }

    private void logNotAccepted(Mail mail, MailDeliveryException reason) {
        switch (reason) {
            case MailServerUnavailableException _ -> {
                if (serverUnavailable.compareAndSet(false, true)) {
                    log.warn("Mail waits, its server is unavailable: {}", reason.serverReply());
                }
            }
            case MailDeferredException _ ->
                log.warn("Mail {} was not taken this time: {}", mail.notificationId(), reason.reason());
            case MailRejectedException _ -> log.warn("Mail {} was refused: {}", mail.notificationId(), reason.reason());
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
    protected String describe(Mail mail) {
        return "mail " + mail.notificationId();
    }

    private List<Mail> mailsOf(List<Notification> due) {
        Map<UUID, Recipient> recipientsById =
                recipients
                        .findAll(due.stream().map(MailDispatchJob::recipientId).collect(Collectors.toSet()))
                        .stream()
                        .collect(Collectors.toMap(Recipient::userId, Function.identity()));
        return due.stream()
                .map(notification ->
                        mailOf(notification, Objects.requireNonNull(recipientsById.get(recipientId(notification)))))
                .toList();
    }

    private static UUID recipientId(Notification notification) {
        return Objects.requireNonNull(notification.userId());
    }

    private Mail mailOf(Notification notification, Recipient recipient) {
        RenderedMessage message = notification.message();
        return new Mail(
                notification.id(),
                Objects.requireNonNull(recipient.email()),
                message.subject(),
                message.body(),
                renderer.renderHtml(message));
    }
}
