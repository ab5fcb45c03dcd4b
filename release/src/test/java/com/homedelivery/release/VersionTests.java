package com.homedelivery.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTests {

    @Test
    void leadsWhereItsSnapshotLeads() {
        assertThat(Version.of("1.2.3-SNAPSHOT")).isEqualTo(new Version(1, 2, 3)).hasToString("1.2.3");
    }

    @Test
    void isFollowedByOneInWhichSomethingMayBeNew() {
        assertThat(Version.of("1.2.3").nextMinor().snapshot()).isEqualTo("1.3.0-SNAPSHOT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1.2", "v1.2.3", "1.2.3-rc1", "one"})
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> Version.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
