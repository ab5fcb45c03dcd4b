package com.homedelivery.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ChangelogTests {

    private static final Version VERSION = new Version(1, 1, 0);
    private static final LocalDate DAY = LocalDate.of(2026, 11, 27);
    private static final Changelog CHANGELOG = new Changelog("""
            # Changelog

            ## [Unreleased]

            ### Added

            - Bicycles.

            ## [1.0.0] - 2026-01-31

            - Everything.
            """);

    @Test
    void hasASectionForEachVersion() {
        assertThat(CHANGELOG.unreleased()).isEqualTo("### Added\n\n- Bicycles.");
        assertThat(CHANGELOG.section("1.0.0")).isEqualTo("- Everything.");
        assertThat(CHANGELOG.section("1.1.0")).isEmpty();
    }

    @Test
    void releasesWhatWasNotReleased() {
        Changelog released = CHANGELOG.with(VERSION, DAY);

        assertThat(released.unreleased()).isEmpty();
        assertThat(released.section("1.1.0")).isEqualTo("### Added\n\n- Bicycles.");
        assertThat(released.text()).contains("## [Unreleased]\n\n## [1.1.0] - 2026-11-27\n\n### Added");
    }

    @Test
    void releasesOnce() {
        Changelog released = CHANGELOG.with(VERSION, DAY);

        assertThat(released.with(VERSION, DAY.plusDays(1))).isEqualTo(released);
    }

    @Test
    void hasNotesBeforeAndAfterTheRelease() {
        assertThat(CHANGELOG.notesOf(VERSION))
                .isEqualTo(CHANGELOG.with(VERSION, DAY).notesOf(VERSION))
                .contains("Bicycles");
    }
}
