package com.homedelivery.notification.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import com.homedelivery.shared.event.NotificationEvent.NotificationFailed;
import com.homedelivery.shared.event.NotificationEvent.NotificationSent;
import com.homedelivery.shared.work.ExponentialBackoff;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message to one person about one event, on one channel. It is created when the event comes, waits until its
 * recipient and an address are known, and is sent as often as it takes. See {@link NotificationStatus} for its life.
 */
@Entity
@Table(name = "messages")
public class Notification {

    private static final int REASON_LENGTH = 500;
    private static final int MAX_GROWTH = 1024;
    private static final Duration MAX_DEFERRAL = Duration.ofHours(1);

    @Id
    private UUID id;

    private UUID eventId;
    private @Nullable UUID userId;
    private @Nullable UUID orderId;

    @Enumerated(EnumType.STRING)
    private Channel channel;

    @Enumerated(EnumType.STRING)
    private Template template;

    private String subject;
    private String body;

    @Enumerated(EnumType.STRING)
    private NotificationStatus status;

    private int refusals;
    private @Nullable Instant deferredSince;
    private @Nullable String failureReason;
    private @Nullable Instant dueAt;
    private @Nullable Instant expiresAt;
    private int unknownOutcomes;
    private @Nullable Instant unknownSince;
    private Instant createdAt;
    private @Nullable Instant sentAt;
    private @Nullable String address;
    private @Nullable UUID verificationId;
    private @Nullable String providerId;
    private @Nullable Instant deliveredAt;
    private boolean counted;

    @Version
    private @Nullable Long version;

    protected Notification() {}

    private Notification(UUID eventId, Channel channel, Template template, RenderedMessage message, Instant now) {
        this.id = UuidCreator.getTimeOrderedEpoch();
        this.eventId = eventId;
        this.channel = channel;
        this.template = template;
        this.subject = message.subject();
        this.body = message.body();
        this.status = NotificationStatus.PENDING;
        this.createdAt = now;
    }

    /** A notification for a person, due as soon as it may disturb and there is an address. */
    public static Notification to(
            Recipient person, UUID eventId, Channel channel, Template template, RenderedMessage message, Instant now) {
        Notification notification = new Notification(eventId, channel, template, message, now);
        if (channel.disturbs()) {
            notification.expiresAt = now.plus(template.kind().shelfLife());
        }
        notification.assignTo(person, now);
        return notification;
    }

    /** A mail to an address of its own, due at once, whatever address the person has by then. */
    public static Notification toAddress(
            Recipient person, String address, UUID eventId, Template template, RenderedMessage message, Instant now) {
        Notification notification = new Notification(eventId, Channel.EMAIL, template, message, now);
        notification.userId = person.userId();
        notification.address = address;
        notification.dueAt = now;
        return notification;
    }

    /**
     * A mail to an address of its own whose text needs a secret. It is asked for when the mail is sent, and never kept.
     *
     * @param verificationId what the secret belongs to
     */
    public static Notification withSecret(
            Recipient person,
            String address,
            UUID eventId,
            Template template,
            String subject,
            UUID verificationId,
            Instant now) {
        Notification notification =
                toAddress(person, address, eventId, template, new RenderedMessage(subject, ""), now);
        notification.verificationId = verificationId;
        return notification;
    }

    /** A notification for whoever the order turns out to belong to. */
    public static Notification toOwnerOf(
            OrderProjection order, UUID eventId, Template template, RenderedMessage message, Instant now) {
        Notification notification = new Notification(eventId, Channel.EMAIL, template, message, now);
        notification.orderId = order.orderId();
        return notification;
    }

    /** A notification for the first admin that becomes known. */
    public static Notification toFirstAdmin(UUID eventId, Template template, RenderedMessage message, Instant now) {
        return new Notification(eventId, Channel.EMAIL, template, message, now);
    }

    /** The recipient is known now, and perhaps an address. */
    public void assignTo(Recipient person, Instant now) {
        userId = person.userId();
        if (person.address(channel) != null) {
            dueAt = person.earliest(template, channel, now);
        }
    }

    /** It counts for the limit of the day from now on, once for each time that it may be handed over. */
    public void count() {
        counted = true;
    }

    public boolean isCounted() {
        return counted;
    }

    /** An instance sends it now; without a recorded result it is due again when the lease ends. */
    public void claim(Instant now, Instant leaseEnd) {
        if (status == NotificationStatus.SENDING) {
            // Perhaps it was handed over: to do so again counts again.
            counted = false;
        }
        startSending();
        if (unknownOutcomes == 0) {
            unknownSince = now;
        }
        unknownOutcomes++;
        dueAt = leaseEnd;
    }

    private void startSending() {
        if (status != NotificationStatus.SENDING) {
            transitionTo(NotificationStatus.SENDING);
        }
    }

    /** Whether it is too late for it. */
    public boolean isExpired(Instant now) {
        return expiresAt != null && expiresAt.isBefore(now);
    }

    /** It is too late for it: it is not sent. */
    public void expire() {
        transitionTo(NotificationStatus.EXPIRED);
        dueAt = null;
    }

    /** It was handed over, perhaps, and no answer came: it is due again when it makes sense to ask. */
    public void doubt(String serverReply, Instant askAt) {
        failureReason = truncate(serverReply);
        dueAt = askAt;
    }

    /**
     * The provider says of its own accord that it has taken it. Nothing changes unless that is not known.
     *
     * @return the event if it was not known
     */
    public Optional<NotificationSent> confirmAcceptance(String providerId, Instant now) {
        boolean isOpen =
                status == NotificationStatus.SENDING || status == NotificationStatus.PENDING && unknownOutcomes > 0;
        if (!isOpen || providerId.equals(this.providerId)) {
            return Optional.empty();
        }
        startSending();
        return Optional.of(markSent(providerId, now));
    }

    /**
     * The mail server, or the provider, has accepted it. The address of its own is not needed any more, unless there is a secret
     * in it: that may be sent once more, and to no other address.
     */
    public NotificationSent markSent(Instant now) {
        return markSent(null, now);
    }

    /**
     * The same.
     *
     * @param providerId what the provider calls it from now on, or null
     */
    public NotificationSent markSent(@Nullable String providerId, Instant now) {
        transitionTo(NotificationStatus.SENT);
        this.providerId = providerId;
        sentAt = now;
        dueAt = null;
        forgetUnknownOutcomes();
        if (verificationId == null) {
            address = null;
        }
        return new NotificationSent(id, recipientId(), channel.toString(), template.toString(), now);
    }

    /**
     * The mail server, or the provider, is unavailable: it is due again at once, as long as it takes. Earlier deferrals do not count any
     * more.
     */
    public void returnToQueue(Instant now) {
        transitionTo(NotificationStatus.PENDING);
        unknownOutcomes--;
        deferredSince = null;
        dueAt = now;
    }

    /**
     * The mail server, or the provider, defers it: it is tried again after as long as it has been deferred so far, at most an hour, or
     * given up. RFC 5321, 4.5.4.1, has a queue try at least every few hours; servers that greylist, which is the usual
     * reason, take a mail within minutes.
     *
     * @param reason why, without personal data: it is published
     * @param serverReply what the mail server replied, or how the connection was lost; it is not published
     * @param firstWait least time until the next try
     * @param giveUpAfter how long it may be deferred
     * @return the event if it was given up
     */
    public Optional<NotificationFailed> defer(
            String reason, String serverReply, Duration firstWait, Duration giveUpAfter, Instant now) {
        if (deferredSince == null) {
            deferredSince = now;
        }
        Duration soFar = Duration.between(deferredSince, now);
        if (soFar.compareTo(giveUpAfter) >= 0) {
            return Optional.of(giveUp(reason, serverReply, now));
        }
        Duration wait = soFar.compareTo(MAX_DEFERRAL) < 0 ? soFar : MAX_DEFERRAL;
        retryAt(serverReply, now.plus(wait.compareTo(firstWait) < 0 ? firstWait : wait));
        return Optional.empty();
    }

    /**
     * The mail server, or the provider, rejects it: it is tried again, after twice the time at each further try, or given up.
     *
     * @param reason why, without personal data: it is published
     * @param serverReply what the mail server replied; it is not published
     * @param tries how often it may be rejected
     * @param firstWait time until the second try
     * @return the event if it was given up
     */
    public Optional<NotificationFailed> reject(
            String reason, String serverReply, int tries, Duration firstWait, Instant now) {
        refusals++;
        if (refusals >= tries) {
            return Optional.of(giveUp(reason, serverReply, now));
        }
        ExponentialBackoff backoff = new ExponentialBackoff(firstWait, firstWait.multipliedBy(MAX_GROWTH));
        retryAt(serverReply, backoff.next(refusals - 1, now));
        return Optional.empty();
    }

    /**
     * It is given up at once, because nothing would change.
     *
     * @param reason why, without personal data: it is published
     * @param serverReply what the provider replied; it is not published
     */
    public NotificationFailed giveUp(String reason, String serverReply, Instant now) {
        transitionTo(NotificationStatus.FAILED);
        failureReason = truncate(serverReply);
        dueAt = null;
        return new NotificationFailed(id, recipientId(), channel.toString(), template.toString(), reason, now);
    }

    /**
     * The provider says that it has arrived. What it says before that, or a second time, changes nothing.
     */
    public void confirmDelivery(Instant now) {
        if (deliveredAt == null && status != NotificationStatus.FAILED) {
            deliveredAt = now;
        }
    }

    /**
     * The provider had accepted it, and says that it did not arrive.
     *
     * @return the event, unless it is known or has arrived by what was said before
     */
    public Optional<NotificationFailed> bounce(String reason, Instant now) {
        return deliveredAt != null || !status.canTransitionTo(NotificationStatus.FAILED)
                ? Optional.empty()
                : Optional.of(giveUp(reason, reason, now));
    }

    /**
     * A person has it sent once more, however old it is.
     *
     * @return false when it still waits to be sent, or there is no address
     */
    public boolean resend(Recipient person, Instant now) {
        boolean isOver = status == NotificationStatus.SENT || status == NotificationStatus.FAILED;
        boolean isReachable = address != null || verificationId != null || person.address(channel) != null;
        if (!isOver || !isReachable) {
            return false;
        }
        transitionTo(NotificationStatus.PENDING);
        refusals = 0;
        deferredSince = null;
        failureReason = null;
        sentAt = null;
        deliveredAt = null;
        expiresAt = null;
        counted = false;
        forgetUnknownOutcomes();
        dueAt = now;
        return true;
    }

    private void forgetUnknownOutcomes() {
        unknownOutcomes = 0;
        unknownSince = null;
    }

    private void retryAt(String serverReply, Instant at) {
        transitionTo(NotificationStatus.PENDING);
        unknownOutcomes--;
        failureReason = truncate(serverReply);
        dueAt = at;
    }

    private static String truncate(String serverReply) {
        return serverReply.length() <= REASON_LENGTH ? serverReply : serverReply.substring(0, REASON_LENGTH);
    }

    private UUID recipientId() {
        return Objects.requireNonNull(userId);
    }

    private void transitionTo(NotificationStatus next) {
        if (!status.canTransitionTo(next)) {
            throw new IllegalStateException("A notification that is " + status + " cannot become " + next);
        }
        status = next;
    }

    public UUID id() {
        return id;
    }

    /** The recipient, or null when it is not known yet whose order it is about, or when no admin is known. */
    public @Nullable UUID userId() {
        return userId;
    }

    public UUID eventId() {
        return eventId;
    }

    /** The order whose owner it waits for, or null. */
    public @Nullable UUID orderId() {
        return orderId;
    }

    /** Where this one goes whatever the person's address is, or null. */
    public @Nullable String address() {
        return address;
    }

    /** What the secret in its text belongs to, or null when there is none. */
    public @Nullable UUID verificationId() {
        return verificationId;
    }

    /** How often it was handed over without a known result, this time included. */
    public int unknownOutcomes() {
        return unknownOutcomes;
    }

    /** When it was handed over first without a known result, or null when all results are known. */
    public @Nullable Instant unknownSince() {
        return unknownOutcomes == 0 ? null : unknownSince;
    }

    /** Why it was not accepted the last time, in the provider's words, or null. */
    public @Nullable String failureReason() {
        return failureReason;
    }

    public Channel channel() {
        return channel;
    }

    public Template template() {
        return template;
    }

    public RenderedMessage message() {
        return new RenderedMessage(subject, body);
    }

    public NotificationStatus status() {
        return status;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public @Nullable Instant sentAt() {
        return sentAt;
    }
}
