package com.homedelivery.auth.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.homedelivery.shared.event.UserEvent.UserRegistered;
import com.homedelivery.shared.event.UserEvent.UserRoleChanged;
import com.homedelivery.shared.security.Role;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AccountTests {

    private static final Instant NOW = Instant.parse("2026-01-31T10:15:30Z");
    private static final Instant LATER = NOW.plusSeconds(60);

    private final Account.Opened opened = Account.open(new EmailAddress("Ann@Example.com"), "hash", Role.USER, NOW);
    private final Account account = opened.account();

    @Test
    void isKnownByItsNormalAddress() {
        assertThat(account.asUser().email()).isEqualTo("ann@example.com");
        assertThat(account.asUser().role()).isEqualTo(Role.USER);
    }

    @Test
    void saysThatItIsOpened() {
        assertThat(opened.event()).isEqualTo(new UserRegistered(account.id(), "ann@example.com", Role.USER, NOW));
    }

    @Test
    void nobodyBecomesAService() {
        assertThatIllegalArgumentException().isThrownBy(() -> account.assignRole(Role.SERVICE, NOW));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Account.open(new EmailAddress("x@y.test"), "hash", Role.SERVICE, NOW));
    }

    @Test
    void aNewPasswordReplacesTheOld() {
        account.changePassword("other", NOW);

        assertThat(account.hasPasswordHash("hash")).isFalse();
        assertThat(account.hasPasswordHash("other")).isTrue();
    }

    @Test
    void outdatesItsTokensWithEachNewPasswordAndRole() {
        account.changePassword("other", NOW);
        assertThat(account.tokenEpoch()).isEqualTo(1);

        assertThat(account.assignRole(Role.RIDER, LATER))
                .contains(new UserRoleChanged(account.id(), Role.RIDER, LATER));
        assertThat(account.tokenEpoch()).isEqualTo(2);
    }

    @Test
    void aRoleIsLaterThanTheOneBeforeWhateverTheClockSays() {
        UserRoleChanged rider = account.assignRole(Role.RIDER, LATER).orElseThrow();
        UserRoleChanged admin = account.assignRole(Role.ADMIN, NOW).orElseThrow();
        UserRoleChanged user = account.assignRole(Role.USER, admin.changedAt()).orElseThrow();

        assertThat(admin.changedAt()).isAfter(rider.changedAt());
        assertThat(user.changedAt()).isAfter(admin.changedAt());
    }

    @Test
    void theSameRoleAgainChangesNothing() {
        assertThat(account.assignRole(Role.USER, NOW)).isEmpty();
        assertThat(account.tokenEpoch()).isZero();
    }
}
