package com.homedelivery.notification.application;

import com.homedelivery.notification.NotificationProperties;
import com.homedelivery.notification.application.MailSender.CarrierAway;
import com.homedelivery.notification.application.MailSender.Mail;
import com.homedelivery.notification.application.MailSender.MailDeferred;
import com.homedelivery.notification.application.MailSender.MailRefused;
import com.homedelivery.notification.application.MailSender.NotDelivered;
import com.homedelivery.notification.domain.Notification;
import com.homedelivery.notification.domain.NotificationStatus;
import com.homedelivery.notification.domain.Notifications;
import com.homedelivery.notification.domain.Recipient;
import com.homedelivery.notification.domain.Recipients;
import com.homedelivery.notification.domain.RenderedMessage;
import com.homedelivery.shared.event.NotificationEvent;
import com.homedelivery.shared.event.NotificationEvent.NotificationFailed;
import com.homedelivery.shared.messaging.outbox.Outbox;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Hands mail to the carrier in three steps: a transaction claims what is due for the time of a lease, the carrier takes
 * it outside of any transaction, and a transaction records what became of it and of others that are done at about the same
 * time. After a crash in between the lease ends and the mail is handed over again, with the same {@code Message-ID}.
 */
@Component
class MailDispatchJob {

    private static final Logger log = LoggerFactory.getLogger(MailDispatchJob.class);

    /** How long what became of a mail waits for others, so that both are recorded together. */
    private static final Duration RECORDING_GATHERS = Duration.ofMillis(50);

    private final Notifications notifications;
    private final Recipients recipients;
    private final TemplateRenderer letters;
    private final MailSender carrier;
    private final Outbox outbox;
    private final NotificationProperties properties;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Counter failed;
    private volatile Instant pauseEnd = Instant.MIN;

    MailDispatchJob(
            Notifications notifications,
            Recipients recipients,
            TemplateRenderer letters,
            MailSender carrier,
            Outbox outbox,
            NotificationProperties properties,
            TransactionTemplate transaction,
            Clock clock,
            MeterRegistry meters) {
        this.notifications = notifications;
        this.recipients = recipients;
        this.letters = letters;
        this.carrier = carrier;
        this.outbox = outbox;
        this.properties = properties;
        this.transaction = transaction;
        this.clock = clock;
        this.failed = Counter.builder("notification.mails.failed")
                .description("E-mails that were given up and wait for a person")
                .register(meters);
    }

    /**
     * What is due now, claimed.
     *
     * @param next when the next is due, perhaps already; empty when nothing waits, or it was not asked for because other
     *     mail is handed over now
     */
    record Due(List<Mail> mails, Optional<Instant> next) {}

    /**
     * What became of a mail.
     *
     * @param isDueAgain whether it may be handed over again before its lease ends
     * @param effect on the notification; gives what others have to hear of
     */
    private record Outcome(
            UUID notificationId,
            boolean isDueAgain,
            Function<Notification, Optional<? extends NotificationEvent>> effect) {

        static Outcome sent(Mail mail, Instant now) {
            return new Outcome(mail.notificationId(), false, notification -> Optional.of(notification.sent(now)));
        }

        static Outcome notTaken(Mail mail, Function<Notification, Optional<? extends NotificationEvent>> effect) {
            return new Outcome(mail.notificationId(), true, effect);
        }

        /** When the lease ends, the mail is handed over again. */
        static Outcome unknown(Mail mail) {
            return new Outcome(mail.notificationId(), false, _ -> Optional.empty());
        }
    }

    /**
     * Hands over one batch of what is due now.
     *
     * @return when the next is due, perhaps already; after a pause when the carrier is away; empty when nothing is known
     *     to wait
     */
    Optional<Instant> round() {
        if (clock.instant().isBefore(pauseEnd)) {
            return Optional.of(pauseEnd);
        }
        Due due = claim();
        if (due.mails().isEmpty()) {
            return due.next();
        }
        AtomicBoolean away = new AtomicBoolean();
        boolean dueAgain = handOver(due.mails(), away);
        if (away.get()) {
            pauseEnd = clock.instant().plus(properties.pause());
            return Optional.of(pauseEnd);
        }
        return dueAgain ? Optional.of(clock.instant()) : due.next();
    }

    Due claim() {
        Instant now = clock.instant();
        return transaction.execute(_ -> {
            List<Notification> due = notifications.lockDue(now, properties.batch());
            if (due.isEmpty()) {
                return new Due(List.of(), Optional.ofNullable(notifications.nextDue()));
            }
            List<Mail> mails = mailsOf(due);
            due.forEach(notification -> notification.claim(now.plus(properties.lease())));
            return new Due(mails, due.size() < properties.batch() ? Optional.empty() : Optional.of(now));
        });
    }

    /**
     * Records together what is done at about the same time, and waits for no slower mail.
     *
     * @return whether there are some that were not taken, and are due again sometime
     */
    private boolean handOver(List<Mail> batch, AtomicBoolean away) {
        BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
        boolean dueAgain = false;
        try (ExecutorService deliveries = Executors.newVirtualThreadPerTaskExecutor()) {
            batch.forEach(mail -> deliveries.execute(() -> outcomes.add(deliver(mail, away))));
            int recorded = 0;
            while (recorded < batch.size()) {
                List<Outcome> done = gather(outcomes, batch.size() - recorded);
                record(done);
                dueAgain |= done.stream().anyMatch(Outcome::isDueAgain);
                recorded += done.size();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return dueAgain;
    }

    private static List<Outcome> gather(BlockingQueue<Outcome> outcomes, int most) throws InterruptedException {
        List<Outcome> done = new ArrayList<>(List.of(outcomes.take()));
        long end = System.nanoTime() + RECORDING_GATHERS.toNanos();
        try {
            while (done.size() < most) {
                Outcome next = outcomes.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (next == null) {
                    break;
                }
                done.add(next);
            }
        } catch (InterruptedException e) {
            // What is known already is recorded all the same.
            Thread.currentThread().interrupt();
        }
        return done;
    }

    private Outcome deliver(Mail mail, AtomicBoolean away) {
        try {
            carrier.deliver(mail);
            return Outcome.sent(mail, clock.instant());
        } catch (NotDelivered e) {
            return switch (e) {
                case CarrierAway _ -> putBack(mail, e, away);
                case MailDeferred _ -> defer(mail, e);
                case MailRefused _ -> refuse(mail, e);
            };
        } catch (RuntimeException | Error e) {
            log.error("Mail {} could not be handed over; it is tried again", mail.notificationId(), e);
            return Outcome.unknown(mail);
        }
    }

    private Outcome putBack(Mail mail, NotDelivered why, AtomicBoolean away) {
        if (away.compareAndSet(false, true)) {
            log.warn("Mail waits, its server is away: {}", why.said());
        }
        return Outcome.notTaken(mail, notification -> {
            notification.putBack(clock.instant());
            return Optional.empty();
        });
    }

    private Outcome defer(Mail mail, NotDelivered why) {
        log.warn("Mail {} was not taken this time: {}", mail.notificationId(), why.reason());
        return Outcome.notTaken(
                mail,
                notification -> notification.deferred(
                        why.reason(), why.said(), properties.retry(), properties.giveUpAfter(), clock.instant()));
    }

    private Outcome refuse(Mail mail, NotDelivered why) {
        log.warn("Mail {} was refused: {}", mail.notificationId(), why.reason());
        return Outcome.notTaken(
                mail,
                notification -> notification.refused(
                        why.reason(), why.said(), properties.tries(), properties.retry(), clock.instant()));
    }

    /** In one transaction, or one by one when that fails. What fails even then is done again when the lease ends. */
    private void record(List<Outcome> outcomes) {
        try {
            List<NotificationEvent> events = transaction.execute(_ -> apply(outcomes));
            for (NotificationEvent event : events) {
                if (event instanceof NotificationFailed failure) {
                    failed.increment();
                    log.error("Mail {} was given up: {}", failure.notificationId(), failure.reason());
                }
            }
        } catch (RuntimeException e) {
            if (outcomes.size() > 1) {
                outcomes.forEach(outcome -> record(List.of(outcome)));
            } else {
                log.error(
                        "What became of mail {} could not be recorded; it will be handed over again",
                        outcomes.getFirst().notificationId(),
                        e);
            }
        }
    }

    private List<NotificationEvent> apply(List<Outcome> outcomes) {
        Map<UUID, Notification> sending = new HashMap<>();
        notifications.lock(outcomes.stream().map(Outcome::notificationId).toList()).stream()
                .filter(notification -> notification.status() == NotificationStatus.SENDING)
                .forEach(notification -> sending.put(notification.id(), notification));
        List<NotificationEvent> events = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            Optional.ofNullable(sending.get(outcome.notificationId()))
                    .flatMap(outcome.effect())
                    .ifPresent(events::add);
        }
        events.forEach(outbox::publish);
        return events;
    }

    private List<Mail> mailsOf(List<Notification> due) {
        Map<UUID, Recipient> people =
                recipients.findAll(due.stream().map(MailDispatchJob::told).collect(Collectors.toSet())).stream()
                        .collect(Collectors.toMap(Recipient::userId, Function.identity()));
        return due.stream()
                .map(notification -> mailOf(notification, Objects.requireNonNull(people.get(told(notification)))))
                .toList();
    }

    private static UUID told(Notification notification) {
        return Objects.requireNonNull(notification.userId());
    }

    private Mail mailOf(Notification notification, Recipient person) {
        RenderedMessage letter = notification.letter();
        return new Mail(
                notification.id(),
                Objects.requireNonNull(person.email()),
                letter.subject(),
                letter.body(),
                letters.htmlOf(letter));
    }
}
