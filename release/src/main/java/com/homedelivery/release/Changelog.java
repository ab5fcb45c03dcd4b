package com.homedelivery.release;

import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code CHANGELOG.md}, in the form of Keep a Changelog. */
record Changelog(String text) {

    private static final String UNRELEASED = "## [Unreleased]";

    /** What people have written of a version, without its heading; empty when it has no section or nothing in it. */
    String section(String name) {
        Matcher section = Pattern.compile("(?ms)^## \\[" + Pattern.quote(name) + "][^\n]*\n(.*?)(?=^## \\[|\\z)")
                .matcher(text);
        return section.find() ? section.group(1).strip() : "";
    }

    /** What is not released yet. */
    String unreleased() {
        return section("Unreleased");
    }

    /** What there is to say of a version: its section, or what is not released yet. */
    String notesOf(Version version) {
        String section = section(version.toString());
        return section.isEmpty() ? unreleased() : section;
    }

    /** The same, in which what was not released is released on a day; as it is when that has happened before. */
    Changelog with(Version version, LocalDate day) {
        if (!section(version.toString()).isEmpty()) {
            return this;
        }
        return new Changelog(text.replace(UNRELEASED + "\n", UNRELEASED + "\n\n## [" + version + "] - " + day + "\n"));
    }
}
