package com.homedelivery.notification.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import com.homedelivery.shared.event.NotificationEvent.NotificationFailed;
import com.homedelivery.shared.event.NotificationEvent.NotificationSent;
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
 * One thing that one person is told, because of one event, in one way. It is written when the event comes, waits until
 * it is known whom and where to tell, and is sent as often as it takes. See {@link NotificationStatus} for its life. A
 * verb that others have to hear of returns the event.
 */
@Entity
@Table(name = "notifications")
public class Notification {

    private static final int REASON_LENGTH = 500;
    private static final int MOST_DOUBLINGS = 10;
    private static final Duration LONGEST_DEFERRAL = Duration.ofHours(1);

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
    private Instant createdAt;
    private @Nullable Instant sentAt;

    @Version
    private @Nullable Long version;

    protected Notification() {}

    private Notification(UUID eventId, Template template, RenderedMessage letter, Instant now) {
        this.id = UuidCreator.getTimeOrderedEpoch();
        this.eventId = eventId;
        this.channel = Channel.EMAIL;
        this.template = template;
        this.subject = letter.subject();
        this.body = letter.body();
        this.status = NotificationStatus.PENDING;
        this.createdAt = now;
    }

    /** Something to tell a person: at once, or as soon as there is an address. */
    public static Notification to(
            Recipient person, UUID eventId, Template template, RenderedMessage letter, Instant now) {
        Notification notification = new Notification(eventId, template, letter, now);
        notification.addressTo(person, now);
        return notification;
    }

    /** Something to tell whoever the order turns out to belong to. */
    public static Notification toOwnerOf(
            OrderProjection order, UUID eventId, Template template, RenderedMessage letter, Instant now) {
        Notification notification = new Notification(eventId, template, letter, now);
        notification.orderId = order.orderId();
        return notification;
    }

    /** Something to tell the first admin that becomes known. */
    public static Notification toFirstAdmin(UUID eventId, Template template, RenderedMessage letter, Instant now) {
        return new Notification(eventId, template, letter, now);
    }

    /** It is known now who the person is, and perhaps where to reach them. */
    public void addressTo(Recipient person, Instant now) {
        userId = person.userId();
        if (person.email() != null) {
            dueAt = now;
        }
    }

    /** Somebody hands it over now; if that comes to nothing, it is handed over again at the end of the lease. */
    public void claim(Instant leaseEnd) {
        if (status != NotificationStatus.SENDING) {
            become(NotificationStatus.SENDING);
        }
        dueAt = leaseEnd;
    }

    /** The mail server has it. */
    public NotificationSent sent(Instant now) {
        become(NotificationStatus.SENT);
        sentAt = now;
        dueAt = null;
        return new NotificationSent(id, told(), channel.toString(), template.toString(), now);
    }

    /** The mail server is away: it waits for another turn, as long as it takes. What it was put off before is forgotten. */
    public void putBack(Instant now) {
        become(NotificationStatus.PENDING);
        deferredSince = null;
        dueAt = now;
    }

    /**
     * The mail server did not take it this time: it is tried again after as long as it has been put off so far, at most
     * an hour, or given up. RFC 5321, 4.5.4.1, has a queue try at least every few hours; servers that greylist, which is
     * the usual reason, take a mail within minutes.
     *
     * @param reason why, fit for others to hear
     * @param said what the mail server said about it, or how the connection was lost; stays here
     * @param firstWait least time until the next try
     * @param giveUpAfter how long it may be put off
     * @return what others have to hear of when it was given up
     */
    public Optional<NotificationFailed> deferred(
            String reason, String said, Duration firstWait, Duration giveUpAfter, Instant now) {
        if (deferredSince == null) {
            deferredSince = now;
        }
        Duration soFar = Duration.between(deferredSince, now);
        if (soFar.compareTo(giveUpAfter) >= 0) {
            return Optional.of(giveUp(reason, said, now));
        }
        Duration wait = soFar.compareTo(LONGEST_DEFERRAL) < 0 ? soFar : LONGEST_DEFERRAL;
        tryAgain(said, now.plus(wait.compareTo(firstWait) < 0 ? firstWait : wait));
        return Optional.empty();
    }

    /**
     * The mail server refused it: it is tried again, after twice the time at each further try, or given up.
     *
     * @param reason why, fit for others to hear
     * @param said what the mail server said about it; stays here
     * @param tries how often it may be refused
     * @param firstWait time until the second try
     * @return what others have to hear of when it was given up
     */
    public Optional<NotificationFailed> refused(
            String reason, String said, int tries, Duration firstWait, Instant now) {
        refusals++;
        if (refusals >= tries) {
            return Optional.of(giveUp(reason, said, now));
        }
        tryAgain(said, now.plus(firstWait.multipliedBy(1L << Math.min(refusals - 1, MOST_DOUBLINGS))));
        return Optional.empty();
    }

    private void tryAgain(String said, Instant at) {
        become(NotificationStatus.PENDING);
        failureReason = shortened(said);
        dueAt = at;
    }

    private NotificationFailed giveUp(String reason, String said, Instant now) {
        become(NotificationStatus.FAILED);
        failureReason = shortened(said);
        dueAt = null;
        return new NotificationFailed(id, told(), channel.toString(), template.toString(), reason, now);
    }

    private static String shortened(String said) {
        return said.length() <= REASON_LENGTH ? said : said.substring(0, REASON_LENGTH);
    }

    private UUID told() {
        return Objects.requireNonNull(userId);
    }

    private void become(NotificationStatus next) {
        if (!status.canBecome(next)) {
            throw new IllegalStateException("A notification that is " + status + " cannot become " + next);
        }
        status = next;
    }

    public UUID id() {
        return id;
    }

    /** Who is told, or null when it is not known yet whose order it is about, or when no admin is known. */
    public @Nullable UUID userId() {
        return userId;
    }

    public Channel channel() {
        return channel;
    }

    public Template template() {
        return template;
    }

    public RenderedMessage letter() {
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
