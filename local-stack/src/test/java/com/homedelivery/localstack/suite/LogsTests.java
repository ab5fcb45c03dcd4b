package com.homedelivery.localstack.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsTests {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final AtomicBoolean wanted = new AtomicBoolean(true);
    private Thread following = new Thread();
    private Path log = Path.of("");

    @BeforeEach
    void nameLog() {
        log = folder.resolve("log");
    }

    @AfterEach
    void followNoMore() throws InterruptedException {
        wanted.set(false);
        following.join();
    }

    @Test
    void printsAllLinesOrTheLastOnes() throws Exception {
        Files.writeString(log, "one\ntwo\nthree\n");

        logs().print(Logs.ALL);
        assertThat(lines()).containsExactly("one", "two", "three");

        output.reset();
        logs().print("1");
        assertThat(lines()).containsExactly("three");
    }

    @Test
    void printsNothingOfALogThatIsNotThere() throws Exception {
        logs().print(Logs.ALL);

        assertThat(lines()).isEmpty();
    }

    @Test
    void givesEachLineOnceAndOnlyWhenItIsFinished() throws IOException {
        append("");
        follow();
        append("one\ntw");
        await().untilAsserted(() -> assertThat(lines()).containsExactly("one"));

        append("o\nthree\n");

        await().untilAsserted(() -> assertThat(lines()).containsExactly("one", "two", "three"));
    }

    @Test
    void leavesOutWhatWasThereWhenOnlyNewLinesAreWanted() throws IOException {
        append("old\n");
        follow();

        await().untilAsserted(() -> {
            append("new\n");
            assertThat(lines()).isNotEmpty().containsOnly("new");
        });
    }

    @Test
    void startsOverWithALogThatHasBegunAnew() throws IOException {
        follow();
        append("before the restart\n");
        await().untilAsserted(() -> assertThat(lines()).containsExactly("before the restart"));

        Files.move(log, folder.resolve("log.previous"));
        append("after the restart, and longer\n");

        await().untilAsserted(() ->
                assertThat(lines()).containsExactly("before the restart", "after the restart, and longer"));
    }

    private Logs logs() {
        return new Logs(Map.of("cart", log), new Console(new PrintStream(output, true), false));
    }

    private void follow() {
        following = Thread.ofVirtual().start(() -> {
            try {
                logs().follow(wanted::get);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        await().until(() -> ProcessHandle.current().children().findAny().isPresent());
    }

    private void append(String text) throws IOException {
        Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private List<String> lines() {
        return output.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.substring("cart | ".length()))
                .toList();
    }
}
