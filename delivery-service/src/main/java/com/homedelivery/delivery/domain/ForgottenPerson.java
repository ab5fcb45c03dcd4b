package com.homedelivery.delivery.domain;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** Somebody whose account was deleted. Remembered while events about them may still come, or a delivery is under way. */
@Entity
@Table(name = "forgotten_people")
public class ForgottenPerson {

    @Id
    private UUID userId;

    private Instant deletedAt;

    protected ForgottenPerson() {}
}
