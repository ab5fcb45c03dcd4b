package com.homedelivery.order.domain;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** Somebody whose account was deleted a while ago, and who was forgotten then. */
@Entity
@Table(name = "forgotten_customers")
public class ForgottenCustomer {

    @Id
    private UUID userId;

    private Instant forgottenAt;

    protected ForgottenCustomer() {}

    public UUID userId() {
        return userId;
    }

    public Instant forgottenAt() {
        return forgottenAt;
    }
}
