package com.homedelivery.auth.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** An entry of an account's audit log. Never changed. */
@Entity
@Table(name = "security_events")
public class SecurityEvent {

    @Id
    private UUID id;

    private UUID accountId;

    @Enumerated(EnumType.STRING)
    private SecurityEventType type;

    private String device;
    private String address;
    private Instant occurredAt;

    protected SecurityEvent() {}

    public SecurityEvent(UUID accountId, SecurityEventType type, Client client, Instant now) {
        this.id = UuidCreator.getTimeOrderedEpoch();
        this.accountId = accountId;
        this.type = type;
        this.device = client.device();
        this.address = client.address();
        this.occurredAt = now;
    }

    public UUID id() {
        return id;
    }

    public SecurityEventType type() {
        return type;
    }

    public String device() {
        return device;
    }

    public String address() {
        return address;
    }

    public Instant occurredAt() {
        return occurredAt;
    }
}
