package com.homedelivery.auth.application;

import com.homedelivery.auth.domain.EmailAddress;
import com.homedelivery.auth.domain.Verification;
import com.homedelivery.auth.domain.Verification.Opened;
import com.homedelivery.auth.domain.Verifications;
import com.homedelivery.shared.event.UserEvent.VerificationPurpose;
import com.homedelivery.shared.messaging.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Has somebody prove that an address is theirs, by a mail. One that was asked for before is good for nothing from then on. */
@Component
class OpenVerification {

    private final Verifications verifications;
    private final Outbox outbox;
    private final Clock clock;

    OpenVerification(Verifications verifications, Outbox outbox, Clock clock) {
        this.verifications = verifications;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** To be called in a transaction that holds the lock of the account, or opens it. */
    void open(UUID accountId, VerificationPurpose purpose, EmailAddress email) {
        Instant now = clock.instant();
        verifications.closeAll(accountId, purpose, now);
        Opened opened = Verification.open(accountId, purpose, email, now);
        verifications.save(opened.verification());
        outbox.publish(opened.event());
    }
}
