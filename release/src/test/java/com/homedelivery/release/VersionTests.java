package com.homedelivery.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
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

    @Test
    void countsEachOfItsNumbers() {
        assertThat(Stream.of("1.10.0", "2.0.0", "1.9.3", "1.9.12")
                        .map(Version::of)
                        .sorted())
                .extracting(Version::toString)
                .containsExactly("1.9.3", "1.9.12", "1.10.0", "2.0.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1.2", "v1.2.3", "1.2.3-rc1", "one"})
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> Version.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
