package com.homedelivery.auth.domain;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.homedelivery.auth.domain.RefreshToken.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RefreshTokenTests {

    private static final Instant NOW = Instant.parse("2026-01-31T10:15:30Z");
    private static final Duration WEEK = ofDays(7);
    private static final Duration GRACE = ofSeconds(10);

    private final RefreshToken token = RefreshToken.atLogin(UUID.randomUUID(), RefreshSecret.random(), NOW, WEEK);

    @Test
    void isGoodForAWeek() {
        assertThat(token.standing(NOW, GRACE)).isEqualTo(Standing.GOOD);
        assertThat(token.standing(NOW.plus(WEEK).minusMillis(1), GRACE)).isEqualTo(Standing.GOOD);
        assertThat(token.standing(NOW.plus(WEEK), GRACE)).isEqualTo(Standing.EXPIRED);
    }

    @Test
    void givesTheNextOfItsFamilyWhichLivesAWeekOfItsOwn() {
        Instant later = NOW.plus(ofDays(3));

        RefreshToken next = token.exchange(RefreshSecret.random(), later, WEEK);

        assertThat(next.familyId()).isEqualTo(token.familyId());
        assertThat(next.accountId()).isEqualTo(token.accountId());
        assertThat(next.expiresAt()).isEqualTo(later.plus(WEEK));
        assertThat(next.standing(later, GRACE)).isEqualTo(Standing.GOOD);
    }

    @Test
    void raisesNoSuspicionRightAfterItsUse() {
        token.exchange(RefreshSecret.random(), NOW, WEEK);

        assertThat(token.standing(NOW, GRACE)).isEqualTo(Standing.JUST_SPENT);
        assertThat(token.standing(NOW.plus(GRACE), GRACE)).isEqualTo(Standing.JUST_SPENT);
    }

    @Test
    void isTakenForStolenWhenItComesBackLater() {
        token.exchange(RefreshSecret.random(), NOW, WEEK);

        assertThat(token.standing(NOW.plus(GRACE).plusMillis(1), GRACE)).isEqualTo(Standing.STOLEN);
        assertThat(token.standing(NOW.plus(WEEK).plusMillis(1), GRACE)).isEqualTo(Standing.STOLEN);
    }

    @Test
    void cannotBeExchangedTwice() {
        token.exchange(RefreshSecret.random(), NOW, WEEK);

        assertThatIllegalStateException().isThrownBy(() -> token.exchange(RefreshSecret.random(), NOW, WEEK));
    }

    @Test
    void everyLoginBeginsAFamily() {
        RefreshToken other = RefreshToken.atLogin(token.accountId(), RefreshSecret.random(), NOW, WEEK);

        assertThat(other.familyId()).isNotEqualTo(token.familyId());
    }
}
