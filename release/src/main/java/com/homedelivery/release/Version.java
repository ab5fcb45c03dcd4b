package com.homedelivery.release;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of the whole suite, by <a href="https://semver.org/spec/v2.0.0.html">Semantic Versioning</a>. */
record Version(int major, int minor, int patch) implements Comparable<Version> {

    private static final Comparator<Version> ORDER = Comparator.comparingInt(Version::major)
            .thenComparingInt(Version::minor)
            .thenComparingInt(Version::patch);
    private static final Pattern FORM = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)(-SNAPSHOT)?");

    /**
     * @param text {@code 1.2.3}, or {@code 1.2.3-SNAPSHOT}, which is on the way there
     * @throws IllegalArgumentException when it is something else
     */
    static Version of(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("A version is like 1.2.3, not " + text);
        }
        return new Version(
                Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
    }

    /** The next one in which something may be new. */
    Version nextMinor() {
        return new Version(major, minor + 1, 0);
    }

    String tag() {
        return "v" + this;
    }

    /** What Maven calls the way there. */
    String snapshot() {
        return this + "-SNAPSHOT";
    }

    @Override
    public int compareTo(Version other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
