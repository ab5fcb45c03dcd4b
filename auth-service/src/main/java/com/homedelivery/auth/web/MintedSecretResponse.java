package com.homedelivery.auth.web;

import com.homedelivery.auth.application.MintVerificationSecret.Minted;
import com.homedelivery.shared.event.UserEvent.VerificationPurpose;
import java.time.Instant;

/** What goes into one mail. */
record MintedSecretResponse(VerificationPurpose purpose, String email, String secret, Instant expiresAt) {

    static MintedSecretResponse of(Minted minted) {
        return new MintedSecretResponse(minted.purpose(), minted.email(), minted.secret(), minted.expiresAt());
    }

    @Override
    public String toString() {
        return "MintedSecretResponse[purpose=" + purpose + "]";
    }
}
