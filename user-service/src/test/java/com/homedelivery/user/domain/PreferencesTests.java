package com.homedelivery.user.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.homedelivery.shared.api.error.ValidationException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreferencesTests {

    private final Preferences none = new Preferences(Map.of());

    @Test
    void areMergedNameByName() {
        Preferences first = none.mergedWith(Map.of("language", "en", "theme", "dark"));

        Preferences second = first.mergedWith(Map.of("language", "fr", "newsletter", List.of("weekly")));

        assertThat(second.values())
                .isEqualTo(Map.of("language", "fr", "theme", "dark", "newsletter", List.of("weekly")));
    }

    @Test
    void aNullRemovesAValue() {
        Map<String, Object> sent = new HashMap<>();
        sent.put("theme", null);

        assertThat(none.mergedWith(Map.of("theme", "dark", "language", "en"))
                        .mergedWith(sent)
                        .values())
                .isEqualTo(Map.of("language", "en"));
    }

    @Test
    void notificationsAreWantedUnlessRefused() {
        assertThat(none.wantsNotifications()).isTrue();
        assertThat(none.mergedWith(Map.of("notifications", false)).wantsNotifications())
                .isFalse();
        assertThat(none.mergedWith(Map.of("notifications", true)).wantsNotifications())
                .isTrue();
    }

    @Test
    void knownNamesHaveTheirTypes() {
        assertRefused(Map.of("notifications", "yes"));
        assertRefused(Map.of("language", 5));
        assertRefused(Map.of("language", "x".repeat(36)));
    }

    @Test
    void doNotGrowWithoutBound() {
        Preferences almostFull = none.mergedWith(Map.of("a", "x".repeat(5000)));

        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> almostFull.mergedWith(Map.of("b", "x".repeat(5000))));
        assertRefused(Map.of("list", Collections.nCopies(9000, 1)));
        assertRefused(Map.of("list", Collections.nCopies(100, 1e300)));
        assertRefused(Map.of("deep", Map.of("2", Map.of("3", Map.of("4", Map.of("5", Map.of("6", "deepest")))))));
        assertRefused(Map.of("x".repeat(65), 1));
    }

    @Test
    void holdNothingThatTheDatabaseCannotStore() {
        assertRefused(Map.of("big", Double.POSITIVE_INFINITY));
        assertRefused(Map.of("nul\0", 1));
        assertRefused(Map.of("nested", Map.of("nul\0", 1)));
    }

    private void assertRefused(Map<String, Object> sent) {
        assertThatExceptionOfType(ValidationException.class).isThrownBy(() -> none.mergedWith(sent));
    }
}
