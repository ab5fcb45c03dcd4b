package com.homedelivery.localstack.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusBoardTests {

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @Test
    void intoAPipeItWritesALineForEachChangeAndNothingElse() {
        try (StatusBoard board = board(false)) {
            board.show("order", StatusBoard.State.STARTING);
            board.show("order", StatusBoard.State.STARTING);
            board.show("order", StatusBoard.State.FAILED, "see its log");
        }

        assertThat(text().lines()).hasSize(2);
        assertThat(text().lines().toList().getFirst()).isEqualTo("order  starting");
        assertThat(text()).contains("failed").contains("see its log").doesNotContain("\033");
    }

    @Test
    void onATerminalItDrawsOverItsOwnLines() {
        try (StatusBoard board = board(true)) {
            board.show("order", StatusBoard.State.STARTING);
            board.show("order", StatusBoard.State.HEALTHY);
        }

        assertThat(text()).contains("\033[2A").contains("healthy").contains("waiting");
    }

    private StatusBoard board(boolean terminal) {
        return new StatusBoard(new Console(new PrintStream(output, true), terminal), List.of("order", "cart"));
    }

    private String text() {
        return output.toString(StandardCharsets.UTF_8);
    }
}
