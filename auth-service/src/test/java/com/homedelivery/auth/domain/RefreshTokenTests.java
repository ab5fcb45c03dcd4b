package com.homedelivery.auth.domain;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.homedelivery.auth.domain.RefreshToken.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RefreshTokenTests {

    private static final Instant NOW = Instant.parse("2026-01-31T10:15:30Z");
    private static final Duration WEEK = ofDays(7);
    private static final Duration GRACE = ofSeconds(10);

    private final RefreshToken token = RefreshToken.atLogin(UUID.randomUUID(), OpaqueSecret.random(), NOW, WEEK);

    @Test
    void isValidForAWeek() {
        assertThat(token.statusAt(NOW, GRACE)).isEqualTo(Status.ACTIVE);
        assertThat(token.statusAt(NOW.plus(WEEK).minusMillis(1), GRACE)).isEqualTo(Status.ACTIVE);
        assertThat(token.statusAt(NOW.plus(WEEK), GRACE)).isEqualTo(Status.EXPIRED);
    }

    @Test
    void isReplacedByAnotherOfItsFamilyThatIsValidForAWeekToo() {
        Instant later = NOW.plus(ofDays(3));

        RefreshToken next = token.rotate(OpaqueSecret.random(), later, WEEK);

        assertThat(next.familyId()).isEqualTo(token.familyId());
        assertThat(next.accountId()).isEqualTo(token.accountId());
        assertThat(next.expiresAt()).isEqualTo(later.plus(WEEK));
        assertThat(next.statusAt(later, GRACE)).isEqualTo(Status.ACTIVE);
    }

    @Test
    void mayComeTwiceWithinTheGracePeriod() {
        token.rotate(OpaqueSecret.random(), NOW, WEEK);

        assertThat(token.statusAt(NOW, GRACE)).isEqualTo(Status.RECENTLY_ROTATED);
        assertThat(token.statusAt(NOW.plus(GRACE), GRACE)).isEqualTo(Status.RECENTLY_ROTATED);
    }

    @Test
    void countsAsReusedAfterTheGracePeriod() {
        token.rotate(OpaqueSecret.random(), NOW, WEEK);

        assertThat(token.statusAt(NOW.plus(GRACE).plusMillis(1), GRACE)).isEqualTo(Status.REUSED);
        assertThat(token.statusAt(NOW.plus(WEEK).plusMillis(1), GRACE)).isEqualTo(Status.REUSED);
    }

    @Test
    void cannotBeRotatedTwice() {
        token.rotate(OpaqueSecret.random(), NOW, WEEK);

        assertThatIllegalStateException().isThrownBy(() -> token.rotate(OpaqueSecret.random(), NOW, WEEK));
    }

    @Test
    void everyLoginStartsAFamily() {
        RefreshToken other = RefreshToken.atLogin(token.accountId(), OpaqueSecret.random(), NOW, WEEK);

        assertThat(other.familyId()).isNotEqualTo(token.familyId());
    }
}
