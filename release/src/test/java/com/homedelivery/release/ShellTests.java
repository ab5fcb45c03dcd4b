package com.homedelivery.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellTests {

    @TempDir
    private Path folder;

    @Test
    void doesNotTakeRemarksForOutput() {
        assertThat(new Shell(folder).output("sh", "-c", "echo 'npm warn old' >&2; echo {}"))
                .isEqualTo("{}\n");
    }

    @Test
    void saysWhatAProgramThatFailsHasRemarked() {
        assertThatThrownBy(() -> new Shell(folder).output("sh", "-c", "echo 'no such thing' >&2; exit 1"))
                .isInstanceOf(ReleaseException.class)
                .hasMessageEndingWith("failed:\nno such thing\n");
    }

    @Test
    void aLogHasBoth() throws IOException {
        Path log = folder.resolve("logs/log");
        new Shell(folder).run(log, "sh", "-c", "echo one; echo two >&2");

        assertThat(Files.readString(log)).isEqualTo("one\ntwo\n");
    }

    @Test
    void aProgramThatIsNotThereDoesNotSucceed() {
        assertThat(new Shell(folder).succeeds("home-delivery-has-no-such-program"))
                .isFalse();
        assertThat(new Shell(folder).succeeds("true")).isTrue();
    }
}
