package com.homedelivery.user.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.event.UserEvent.UserProfileUpdated;
import com.homedelivery.shared.geo.GeoPoint;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProfileTests {

    private static final Instant NOW = Instant.parse("2026-01-31T10:15:30Z");
    private static final Instant LATER = NOW.plusSeconds(60);

    private final Profile profile = new Profile(UUID.randomUUID(), UUID.randomUUID(), NOW);

    @Test
    void isEmptyAtFirst() {
        assertThat(profile.firstName()).isNull();
        assertThat(profile.address().isUnknown()).isTrue();
        assertThat(profile.preferences().values()).isEmpty();
    }

    @Test
    void keepsWhatIsNotSent() {
        profile.revise(new ProfileChanges("Ann", "Smith", "+1 555 0100", null, null), NOW);

        profile.revise(new ProfileChanges(null, "Miller", null, null, null), LATER);

        assertThat(profile.firstName()).isEqualTo("Ann");
        assertThat(profile.lastName()).isEqualTo("Miller");
        assertThat(profile.phone()).isEqualTo("+1 555 0100");
    }

    @Test
    void anEmptyTextClears() {
        profile.revise(new ProfileChanges("Ann", null, null, null, null), NOW);

        profile.revise(new ProfileChanges("  ", null, null, null, null), LATER);

        assertThat(profile.firstName()).isNull();
    }

    @Test
    void anAddressIsMergedPartByPart() {
        PostalAddress home = PostalAddress.of("123 Main St", "New York", "NY", "10001", new GeoPoint(40.7, -74));
        profile.revise(new ProfileChanges(null, null, null, home, null), NOW);

        PostalAddress moved = PostalAddress.of(" 5 Side St ", null, null, null, null);
        profile.revise(new ProfileChanges(null, null, null, moved, null), LATER);

        assertThat(profile.address())
                .isEqualTo(PostalAddress.of("5 Side St", "New York", "NY", "10001", new GeoPoint(40.7, -74)));
    }

    @Test
    void aChangeIsLaterThanTheOneBeforeWhateverTheClockSays() {
        profile.revise(new ProfileChanges("Ann", null, null, null, null), LATER);

        profile.revise(new ProfileChanges("Anna", null, null, null, null), NOW);
        assertThat(profile.updatedAt()).isAfter(LATER);

        Instant second = profile.updatedAt();
        profile.revise(new ProfileChanges("Anne", null, null, null, null), second);
        assertThat(profile.updatedAt()).isAfter(second);
    }

    @Test
    void saysWhatChangedOnlyIfSomethingDid() {
        ProfileChanges changes = new ProfileChanges("Ann", null, null, PostalAddress.UNKNOWN, Map.of("theme", "dark"));

        assertThat(profile.revise(changes, LATER))
                .contains(new UserProfileUpdated(profile.userId(), "Ann", null, true, LATER, null));
        assertThat(profile.updatedAt()).isEqualTo(LATER);
        assertThat(profile.revise(changes, LATER.plusSeconds(60))).isEmpty();
        assertThat(profile.updatedAt()).isEqualTo(LATER);
    }
}
