package com.homedelivery.localstack.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class JavaProcessTests {

    private static final Duration A_WHILE = Duration.ofSeconds(20);

    /** In which the shell makes way for the JVM: a quarter of the starts were missed there once. */
    private static final Duration FIRST_MOMENT = Duration.ofMillis(15);

    private static final int STARTS = 40;

    @TempDir
    private Path folder;

    @AfterEach
    void endIt() {
        process().find().ifPresent(Processes::kill);
    }

    @Test
    void whoComesLaterFindsIt() throws IOException {
        ProcessHandle started = start();

        assertThat(process().find()).contains(started);
        assertThat(new JavaProcess(folder, "another").find()).isEmpty();
    }

    @Test
    void isFoundFromItsFirstMomentOn() throws IOException {
        for (int round = 0; round < STARTS; round++) {
            ProcessHandle started = process().start(List.of("-version"), folder, log(), Map.of());
            for (long end = System.nanoTime() + FIRST_MOMENT.toNanos(); System.nanoTime() < end; ) {
                // Asked in this order: it may end in between.
                assertThat(process().find().isPresent() || !Processes.isAlive(started))
                        .isTrue();
            }
            Processes.kill(started);
        }
    }

    @Test
    void itsArgumentsArriveAsTheyAre() throws IOException {
        start("with a blank", "quoted \"so\"", "back\\slash", "#none", "");

        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(Files.readString(log()))
                        .isEqualTo("[with a blank][quoted \"so\"][back\\slash][#none][]\n"));
    }

    @Test
    void aLaterProcessWithTheSameIdIsNotTakenForIt() throws IOException {
        start();
        Processes.kill(process().find().orElseThrow());

        Files.writeString(
                folder.resolve("sleeper.pid"),
                Long.toString(ProcessHandle.current().pid()));

        assertThat(process().find()).isEmpty();
    }

    @Test
    void endsWhenItIsAsked() throws IOException {
        Processes.stop(start(), A_WHILE);

        assertThat(process().find()).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aProcessThatNobodyHasTakenNoteOfHasEnded() throws IOException {
        Process parent = new ProcessBuilder("sh", "-c", "true & exec sleep 60").start();
        try {
            await().atMost(A_WHILE)
                    .untilAsserted(() -> assertThat(parent.children())
                            .hasSize(1)
                            .allMatch(ProcessHandle::isAlive)
                            .noneMatch(Processes::isAlive));
            assertThat(Processes.isAlive(parent.toHandle())).isTrue();
        } finally {
            Processes.kill(parent.toHandle());
        }
        assertThat(Processes.isAlive(parent.toHandle())).isFalse();
    }

    private ProcessHandle start(String... words) throws IOException {
        Path sleeper = Files.writeString(folder.resolve("Sleeper.java"), """
            void main(String[] words) throws InterruptedException {
                for (String word : words) {
                    System.out.print("[" + word + "]");
                }
                System.out.println();
                Thread.sleep(60_000);
            }
            """);
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addFirst(sleeper.toString());
        return process().start(arguments, folder, log(), Map.of());
    }

    private JavaProcess process() {
        return new JavaProcess(folder, "sleeper");
    }

    private Path log() {
        return folder.resolve("sleeper.log");
    }
}
