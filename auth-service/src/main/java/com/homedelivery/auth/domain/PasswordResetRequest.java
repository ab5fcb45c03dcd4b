package com.homedelivery.auth.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** Somebody has forgotten the password of an address. Whether there is such an account is looked up later. */
@Entity
@Table(name = "password_reset_requests")
public class PasswordResetRequest {

    @Id
    private UUID id;

    private String email;
    private String device;
    private String address;
    private Instant requestedAt;

    protected PasswordResetRequest() {}

    public PasswordResetRequest(EmailAddress email, Client client, Instant now) {
        this.id = UuidCreator.getTimeOrderedEpoch();
        this.email = email.value();
        this.device = client.device();
        this.address = client.address();
        this.requestedAt = now;
    }

    public String email() {
        return email;
    }

    public Client client() {
        return new Client(address, address, device);
    }
}
