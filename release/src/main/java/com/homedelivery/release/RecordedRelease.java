package com.homedelivery.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;

/** The release that every test run upgrades from, as {@code ./dev record} has written it. */
record RecordedRelease(Path root) {

    private static final String FILE = "system-tests/src/test/resources/recorded-release.zip";

    /** Whether it is the one of a tag. */
    boolean isOf(String tag) throws IOException {
        Path file = root.resolve(FILE);
        if (!Files.exists(file)) {
            return false;
        }
        try (ZipFile recording = new ZipFile(file.toFile())) {
            byte[] version =
                    recording.getInputStream(recording.getEntry("VERSION")).readAllBytes();
            return Version.of(new String(version, StandardCharsets.UTF_8)).tag().equals(tag);
        }
    }
}
