package com.homedelivery.auth.domain;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A network and a device that an account's owner has logged in from. */
@Entity
@Table(name = "known_clients")
public class KnownClient {

    @Id
    private UUID id;

    private UUID accountId;
    private String network;
    private String device;
    private Instant lastSeenAt;

    protected KnownClient() {}

    public String network() {
        return network;
    }

    public String device() {
        return device;
    }

    public Instant lastSeenAt() {
        return lastSeenAt;
    }
}
