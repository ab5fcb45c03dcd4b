package com.homedelivery.user.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One address of an {@link AddressBook}. */
@Entity
@Table(name = "saved_addresses")
public class SavedAddress {

    @Id
    private UUID id;

    @Column(name = "user_id")
    private UUID userId;

    @Embedded
    private AddressDetails details;

    private Instant createdAt;
    private Instant updatedAt;

    @Version
    private @Nullable Long version;

    protected SavedAddress() {}

    SavedAddress(UUID userId, AddressDetails details, Instant now) {
        this.id = UuidCreator.getTimeOrderedEpoch();
        this.userId = userId;
        this.details = details;
        this.createdAt = now;
        this.updatedAt = now;
    }

    void revise(AddressChanges sent, Instant now) {
        AddressDetails revised = details.mergedWith(sent);
        if (!revised.equals(details)) {
            details = revised;
            updatedAt = now;
        }
    }

    public UUID id() {
        return id;
    }

    public AddressDetails details() {
        return details;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
