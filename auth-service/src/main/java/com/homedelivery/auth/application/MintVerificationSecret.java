package com.homedelivery.auth.application;

import com.homedelivery.auth.domain.OpaqueSecret;
import com.homedelivery.auth.domain.Verification;
import com.homedelivery.auth.domain.VerificationSecret;
import com.homedelivery.auth.domain.VerificationSecrets;
import com.homedelivery.auth.domain.Verifications;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.event.UserEvent.VerificationPurpose;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes the secret of a mail at the moment in which it is sent. Only its hash is stored: asked again, it makes another one. */
@Service
public class MintVerificationSecret {

    private final Verifications verifications;
    private final VerificationSecrets secrets;
    private final Clock clock;

    MintVerificationSecret(Verifications verifications, VerificationSecrets secrets, Clock clock) {
        this.verifications = verifications;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * @param email where the mail goes
     * @param secret good until one of its verification is used
     */
    public record Minted(VerificationPurpose purpose, String email, String secret, Instant expiresAt) {

        @Override
        public String toString() {
            return "Minted[purpose=" + purpose + "]";
        }
    }

    /** @throws NotFoundException when the verification is used, superseded or older than a day: no mail is to be sent */
    @Transactional
    public Minted mint(UUID verificationId) {
        Instant now = clock.instant();
        Verification verification = verifications
                .findByIdForUpdate(verificationId)
                .filter(found -> found.isOpenAt(now))
                .orElseThrow(() -> new NotFoundException("Verification"));
        OpaqueSecret secret = OpaqueSecret.random();
        VerificationSecret stored = secrets.save(new VerificationSecret(verification, secret, now));
        return new Minted(verification.purpose(), verification.email().value(), secret.value(), stored.expiresAt());
    }
}
