package com.homedelivery.user.domain;

import static com.homedelivery.user.domain.UserFixtures.address;
import static com.homedelivery.user.domain.UserFixtures.home;
import static com.homedelivery.user.domain.UserFixtures.language;
import static com.homedelivery.user.domain.UserFixtures.names;
import static com.homedelivery.user.domain.UserFixtures.phone;
import static com.homedelivery.user.domain.UserFixtures.preferences;
import static com.homedelivery.user.domain.UserFixtures.timeZone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.homedelivery.shared.api.error.ValidationException;
import com.homedelivery.shared.event.UserEvent.UserProfileUpdated;
import com.homedelivery.shared.geo.GeoPoint;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        profile.revise(names("Ann", "Smith"), NOW);
        profile.revise(phone("+1 555 0100"), NOW);

        profile.revise(names(null, "Miller"), LATER);

        assertThat(profile.firstName()).isEqualTo("Ann");
        assertThat(profile.lastName()).isEqualTo("Miller");
        assertThat(profile.phone()).isEqualTo("+1 555 0100");
    }

    @Test
    void anEmptyTextClears() {
        profile.revise(names("Ann", null), NOW);

        profile.revise(names("  ", null), LATER);

        assertThat(profile.firstName()).isNull();
    }

    @Test
    void anAddressIsMergedPartByPart() {
        profile.revise(
                home(Optional.of(address("123 Main St", "New York", "NY", "10001", new GeoPoint(40.7, -74)))), NOW);

        profile.revise(home(Optional.of(address(" 5 Side St ", null, null, null, null))), LATER);

        assertThat(profile.address())
                .isEqualTo(PostalAddress.of("5 Side St", "New York", "NY", "10001", new GeoPoint(40.7, -74)));
    }

    @Test
    void aChangeIsLaterThanTheOneBeforeWhateverTheClockSays() {
        profile.revise(names("Ann", null), LATER);

        profile.revise(names("Anna", null), NOW);
        assertThat(profile.updatedAt()).isAfter(LATER);

        Instant second = profile.updatedAt();
        profile.revise(names("Anne", null), second);
        assertThat(profile.updatedAt()).isAfter(second);
    }

    @Test
    void saysWhatChangedOnlyIfSomethingDid() {
        ProfileChanges changes = names("Ann", null);

        assertThat(profile.revise(changes, LATER))
                .contains(new UserProfileUpdated(profile.userId(), "Ann", null, true, LATER, null));
        assertThat(profile.updatedAt()).isEqualTo(LATER);
        assertThat(profile.revise(changes, LATER.plusSeconds(60))).isEmpty();
        assertThat(profile.updatedAt()).isEqualTo(LATER);
    }

    @Test
    void whatIsEmptyIsRemoved() {
        profile.revise(home(Optional.of(address("123 Main St", null, null, null, new GeoPoint(40.7, -74)))), NOW);
        profile.revise(preferences(Optional.of(Map.of("theme", "dark"))), NOW);

        profile.revise(home(Optional.of(new PostalAddressChanges(null, null, null, null, Optional.empty()))), LATER);
        assertThat(profile.address().coordinates()).isNull();
        assertThat(profile.address().street()).isEqualTo("123 Main St");

        profile.revise(home(Optional.empty()), LATER);
        profile.revise(preferences(Optional.empty()), LATER);
        assertThat(profile.address().isUnknown()).isTrue();
        assertThat(profile.preferences().values()).isEmpty();
    }

    @Test
    void aLanguageIsWrittenAsTheStandardDoes() {
        assertThat(profile.revise(language(Optional.of("pt-br")), NOW))
                .hasValueSatisfying(event -> assertThat(event.language()).isEqualTo("pt-BR"));
        assertThat(profile.language()).isEqualTo("pt-BR");

        profile.revise(language(Optional.empty()), LATER);
        assertThat(profile.language()).isNull();
    }

    @Test
    void theLanguageOfThePreferencesCountsWithoutOneOfTheProfile() {
        profile.revise(preferences(Optional.of(Map.of("language", "de"))), NOW);
        assertThat(profile.language()).isEqualTo("de");

        profile.revise(language(Optional.of("es")), NOW);
        assertThat(profile.language()).isEqualTo("es");

        profile.revise(preferences(Optional.of(Map.of("language", "whatever I like"))), NOW);
        profile.revise(language(Optional.empty()), NOW);
        assertThat(profile.language()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"german", "de_DE", "xx", "-", "x-private", "de-"})
    void refusesWhatIsNoLanguage(String tag) {
        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> profile.revise(language(Optional.of(tag)), NOW));
    }

    @Test
    void knowsTimeZonesByTheirNames() {
        profile.revise(timeZone(Optional.of("America/New_York")), NOW);
        assertThat(profile.timeZone()).isEqualTo("America/New_York");

        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> profile.revise(timeZone(Optional.of("New York")), NOW));
        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> profile.revise(timeZone(Optional.of("+01:00")), NOW));
    }

    @Test
    void forgetsEverything() {
        profile.revise(names("Ann", "Smith"), NOW);
        profile.revise(phone("+1 555 0100"), NOW);
        profile.revise(home(Optional.of(address("123 Main St", "New York", "NY", "10001", null))), NOW);
        profile.revise(preferences(Optional.of(Map.of("nickname", "Annie"))), NOW);

        profile.forget(LATER);

        assertThat(profile.isForgotten()).isTrue();
        assertThat(profile)
                .extracting(Profile::firstName, Profile::lastName, Profile::phone, Profile::language)
                .containsOnlyNulls();
        assertThat(profile.address().isUnknown()).isTrue();
        assertThat(profile.preferences().values()).isEmpty();
    }
}
