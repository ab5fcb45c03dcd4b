package com.homedelivery.localstack.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogStreamTests {

    @TempDir
    private Path folder;

    @Test
    void givesEachLineOnceAndOnlyWhenItIsFinished() throws IOException {
        Path log = Files.writeString(folder.resolve("log"), "one\ntw");
        LogStream stream = LogStream.fromStart(log);

        assertThat(stream.next()).containsExactly("one");
        assertThat(stream.next()).isEmpty();
        Files.writeString(log, "o\nthree\n", StandardOpenOption.APPEND);
        assertThat(stream.next()).containsExactly("two", "three");
    }

    @Test
    void leavesOutWhatWasThereWhenOnlyNewLinesAreWanted() throws IOException {
        Path log = Files.writeString(folder.resolve("log"), "old\n");
        LogStream stream = LogStream.fromEnd(log);

        Files.writeString(log, "new\n", StandardOpenOption.APPEND);

        assertThat(stream.next()).containsExactly("new");
    }

    @Test
    void startsOverWithALogThatHasBegunAnew() throws IOException {
        Path log = Files.writeString(folder.resolve("log"), "before the restart\n");
        LogStream stream = LogStream.fromStart(log);
        stream.next();

        Files.move(log, folder.resolve("log.previous"));
        assertThat(stream.next()).isEmpty();
        Files.writeString(log, "after the restart, and longer\n");

        assertThat(stream.next()).containsExactly("after the restart, and longer");
    }
}
