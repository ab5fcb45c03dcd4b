package com.homedelivery.localstack.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTests {

    @TempDir
    private Path folder;

    private String before = "";

    @BeforeEach
    void someFiles() throws IOException {
        Files.createDirectories(folder.resolve("deep"));
        Files.writeString(folder.resolve("deep/a"), "a");
        Files.writeString(folder.resolve("b"), "b");
        before = fingerprint();
    }

    @Test
    void staysWhenAFileIsOnlyTouched() throws IOException {
        Files.writeString(folder.resolve("b"), "b");

        assertThat(fingerprint()).isEqualTo(before);
    }

    @Test
    void changesWithContentNameAndNumberOfFiles() throws IOException {
        Files.writeString(folder.resolve("b"), "c");
        String otherContent = fingerprint();
        Files.move(folder.resolve("b"), folder.resolve("c"));
        String otherName = fingerprint();
        Files.delete(folder.resolve("deep/a"));
        String fewer = fingerprint();

        assertThat(new String[] {before, otherContent, otherName, fewer}).doesNotHaveDuplicates();
    }

    private String fingerprint() {
        return Build.fingerprint(List.of(folder));
    }
}
