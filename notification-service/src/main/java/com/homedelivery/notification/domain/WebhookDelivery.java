package com.homedelivery.notification.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One event to one webhook: it is tried over three days, as the Standard Webhooks specification recommends. */
@Entity
@Table(name = "webhook_deliveries")
public class WebhookDelivery {

    private static final int ERROR_LENGTH = 500;

    /** How long after each failed attempt the next one comes. */
    private static final List<Duration> SCHEDULE = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    @Id
    private UUID id;

    private UUID webhookId;
    private UUID eventId;
    private @Nullable UUID userId;
    private @Nullable UUID orderId;
    private String type;
    private String payload;

    @Enumerated(EnumType.STRING)
    private Status status;

    private int attempts;
    private @Nullable Instant dueAt;
    private @Nullable Instant lastAttemptAt;
    private @Nullable Integer lastStatus;
    private @Nullable String lastError;
    private Instant createdAt;
    private @Nullable Instant deliveredAt;

    /** What became of a delivery. */
    public enum Status {
        /** It waits to be tried, or to be tried again. */
        PENDING,
        /** The receiver has answered with 2xx. */
        DELIVERED,
        /** Given up. */
        FAILED
    }

    protected WebhookDelivery() {}

    /**
     * @param userId whom the event is about, or null when it does not say so, or nobody
     * @param orderId which order the event is about, or null
     * @param type the event's name on the wire
     * @param payload the body that is posted, the same at each attempt
     */
    public WebhookDelivery(
            Webhook webhook,
            UUID eventId,
            @Nullable UUID userId,
            @Nullable UUID orderId,
            String type,
            String payload,
            Instant now) {
        this.id = UuidCreator.getTimeOrderedEpoch();
        this.webhookId = webhook.id();
        this.eventId = eventId;
        this.userId = userId;
        this.orderId = orderId;
        this.type = type;
        this.payload = payload;
        this.status = Status.PENDING;
        this.dueAt = webhook.isEnabled() ? now : null;
        this.createdAt = now;
    }

    /** An instance posts it now; without a recorded result it is posted again when the lease ends. */
    public void claim(Instant leaseEnd) {
        dueAt = leaseEnd;
    }

    /** Its person is gone: the rest is told, and it cannot be found by them any more. */
    public void forgetPerson(String impersonalPayload) {
        payload = impersonalPayload;
        userId = null;
        orderId = null;
    }

    /** Whether a result that comes now still counts. */
    public boolean isPending() {
        return status == Status.PENDING;
    }

    public void succeed(int httpStatus, Instant now) {
        note(httpStatus, null, now);
        status = Status.DELIVERED;
        deliveredAt = now;
        dueAt = null;
    }

    /**
     * It was not taken. It is tried again by the schedule, or given up.
     *
     * @param httpStatus that was answered, or null when there was no answer
     * @param error what went wrong, for the log of deliveries
     * @param atLeast how long the receiver asks us to wait
     */
    public void fail(@Nullable Integer httpStatus, String error, Duration atLeast, Instant now) {
        note(httpStatus, error, now);
        if (attempts > SCHEDULE.size()) {
            status = Status.FAILED;
            dueAt = null;
        } else {
            Duration wait = SCHEDULE.get(attempts - 1);
            dueAt = now.plus(wait.compareTo(atLeast) < 0 ? atLeast : wait);
        }
    }

    private void note(@Nullable Integer httpStatus, @Nullable String error, Instant now) {
        attempts++;
        lastAttemptAt = now;
        lastStatus = httpStatus;
        lastError = error == null || error.length() <= ERROR_LENGTH ? error : error.substring(0, ERROR_LENGTH);
    }

    /** It is given up at once: its receiver is gone. */
    public void giveUp(int httpStatus, String error, Instant now) {
        note(httpStatus, error, now);
        status = Status.FAILED;
        dueAt = null;
    }

    /** A person has it posted once more, with the schedule from its beginning. */
    public void resend(Instant now) {
        status = Status.PENDING;
        attempts = 0;
        deliveredAt = null;
        dueAt = now;
    }

    public UUID id() {
        return id;
    }

    public UUID webhookId() {
        return webhookId;
    }

    /** The {@code webhook-id}: the same at each attempt, so that a receiver knows what it has already. */
    public UUID eventId() {
        return eventId;
    }

    public String type() {
        return type;
    }

    public String payload() {
        return payload;
    }

    public Status status() {
        return status;
    }

    public int attempts() {
        return attempts;
    }

    /** When it is tried next, or null. */
    public @Nullable Instant dueAt() {
        return dueAt;
    }

    public @Nullable Instant lastAttemptAt() {
        return lastAttemptAt;
    }

    /** What was answered the last time, or null. */
    public @Nullable Integer lastStatus() {
        return lastStatus;
    }

    public @Nullable String lastError() {
        return lastError;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public @Nullable Instant deliveredAt() {
        return deliveredAt;
    }
}
