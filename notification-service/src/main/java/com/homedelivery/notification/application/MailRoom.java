package com.homedelivery.notification.application;

import com.homedelivery.notification.NotificationProperties;
import com.homedelivery.notification.application.MailCarrier.CarrierAway;
import com.homedelivery.notification.application.MailCarrier.Mail;
import com.homedelivery.notification.application.MailCarrier.MailRefused;
import com.homedelivery.notification.domain.Letter;
import com.homedelivery.notification.domain.Notification;
import com.homedelivery.notification.domain.NotificationStatus;
import com.homedelivery.notification.domain.Notifications;
import com.homedelivery.notification.domain.Recipients;
import com.homedelivery.shared.messaging.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Hands mail to the carrier in three steps: a transaction claims what is due for the time of a lease, the carrier takes
 * it outside of any transaction, and a transaction records what became of it. After a crash in between the lease ends
 * and the mail is handed over again, with the same {@code Message-ID}.
 */
@Component
class MailRoom {

    private static final Logger log = LoggerFactory.getLogger(MailRoom.class);

    private final Notifications notifications;
    private final Recipients recipients;
    private final Letters letters;
    private final MailCarrier carrier;
    private final Outbox outbox;
    private final NotificationProperties properties;
    private final TransactionTemplate transaction;
    private final Clock clock;

    MailRoom(
            Notifications notifications,
            Recipients recipients,
            Letters letters,
            MailCarrier carrier,
            Outbox outbox,
            NotificationProperties properties,
            TransactionTemplate transaction,
            Clock clock) {
        this.notifications = notifications;
        this.recipients = recipients;
        this.letters = letters;
        this.carrier = carrier;
        this.outbox = outbox;
        this.properties = properties;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Hands over one batch of what is due now.
     *
     * @return when the next is due, perhaps already; after a pause when the carrier is away; empty when nothing waits
     */
    Optional<Instant> round() {
        List<Mail> batch = claim();
        AtomicBoolean away = new AtomicBoolean();
        try (ExecutorService deliveries = Executors.newVirtualThreadPerTaskExecutor()) {
            batch.forEach(mail -> deliveries.execute(() -> deliver(mail, away)));
        }
        return away.get()
                ? Optional.of(clock.instant().plus(properties.pause()))
                : Optional.ofNullable(notifications.nextDue());
    }

    List<Mail> claim() {
        Instant now = clock.instant();
        return transaction.execute(_ -> notifications.lockDue(now, properties.batch()).stream()
                .peek(notification -> notification.claim(now.plus(properties.lease())))
                .map(this::mailOf)
                .toList());
    }

    private void deliver(Mail mail, AtomicBoolean away) {
        try {
            carrier.deliver(mail);
            record(mail.notificationId(), notification -> outbox.publish(notification.sent(clock.instant())));
        } catch (CarrierAway e) {
            if (away.compareAndSet(false, true)) {
                log.warn("Mail waits, its server does not answer: {}", String.valueOf(e.getCause()));
            }
            record(mail.notificationId(), notification -> notification.putBack(clock.instant()));
        } catch (MailRefused e) {
            log.warn("Mail {} was refused: {}", mail.notificationId(), e.getMessage());
            record(
                    mail.notificationId(),
                    notification -> notification
                            .refused(
                                    String.valueOf(e.getMessage()),
                                    e.said(),
                                    properties.tries(),
                                    properties.retry(),
                                    clock.instant())
                            .ifPresent(outbox::publish));
        }
    }

    /** What fails here is done again when the lease ends. */
    private void record(UUID id, Consumer<Notification> outcome) {
        try {
            transaction.executeWithoutResult(_ -> notifications
                    .lock(id)
                    .filter(notification -> notification.status() == NotificationStatus.SENDING)
                    .ifPresent(outcome));
        } catch (RuntimeException e) {
            log.error("What became of mail {} could not be recorded; it will be handed over again", id, e);
        }
    }

    private Mail mailOf(Notification notification) {
        Letter letter = notification.letter();
        String address = recipients
                .findById(Objects.requireNonNull(notification.userId()))
                .orElseThrow()
                .email();
        return new Mail(
                notification.id(),
                Objects.requireNonNull(address),
                letter.subject(),
                letter.body(),
                letters.htmlOf(letter));
    }
}
