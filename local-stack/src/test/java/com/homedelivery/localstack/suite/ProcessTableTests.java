package com.homedelivery.localstack.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTableTests {

    @TempDir
    private Path folder;

    private ProcessTable table = new ProcessTable(Path.of(""));

    @BeforeEach
    void emptyTable() {
        table = new ProcessTable(folder);
    }

    @Test
    void findsAProcessThatRuns() {
        table.put("order", ProcessHandle.current(), "build 1");

        assertThat(table.find("order").orElseThrow().handle()).isEqualTo(ProcessHandle.current());
        assertThat(table.find("order").orElseThrow().build()).isEqualTo("build 1");
        assertThat(table.find("cart")).isEmpty();
    }

    @Test
    void doesNotTakeALaterProcessWithTheSameIdForIt() throws IOException {
        Files.writeString(
                folder.resolve("order.properties"),
                "pid=" + ProcessHandle.current().pid() + "\nstarted=2001-02-03T04:05:06Z\nbuild=1\n");

        assertThat(table.find("order")).isEmpty();
    }

    @Test
    void forgetsAProcessThatHasEnded() throws Exception {
        Process process = new ProcessBuilder("sleep", "60").start();
        table.put("order", process.toHandle(), "build 1");
        assertThat(table.find("order")).isPresent();

        ProcessTermination.kill(process.toHandle());

        assertThat(table.find("order")).isEmpty();
    }
}
