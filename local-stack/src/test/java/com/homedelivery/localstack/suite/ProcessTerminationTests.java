package com.homedelivery.localstack.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessTerminationTests {

    private static final String REST_OF_A_STAT = " 1 5 5 0 -1 4194560 9 9 0 0 7 3 0 0 20 0 %d 0 100 0 0";

    @Test
    void aProcessWhoseMainThreadHasEndedLivesAsLongAsItsOtherThreads() {
        assertThat(ProcessTermination.isZombie("5 (java) S" + REST_OF_A_STAT.formatted(14)))
                .isFalse();
        assertThat(ProcessTermination.isZombie("5 (java) Z" + REST_OF_A_STAT.formatted(14)))
                .isFalse();
        assertThat(ProcessTermination.isZombie("5 (java) Z" + REST_OF_A_STAT.formatted(1)))
                .isTrue();
        assertThat(ProcessTermination.isZombie("5 (a) Z 1 (b) S" + REST_OF_A_STAT.formatted(1)))
                .isFalse();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aProcessThatNobodyHasTakenNoteOfHasEnded() throws IOException {
        Process parent = new ProcessBuilder("sh", "-c", "true & exec sleep 60").start();
        try {
            Awaitility.await()
                    .atMost(10, TimeUnit.SECONDS)
                    .untilAsserted(() -> assertThat(parent.children())
                            .hasSize(1)
                            .allMatch(ProcessHandle::isAlive)
                            .noneMatch(ProcessTermination::isAlive));
            assertThat(ProcessTermination.isAlive(parent.toHandle())).isTrue();
        } finally {
            ProcessTermination.kill(parent.toHandle());
        }
        assertThat(ProcessTermination.isAlive(parent.toHandle())).isFalse();
    }
}
