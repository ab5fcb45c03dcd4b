package com.homedelivery.localstack.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoardTests {

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @Test
    void intoAPipeItWritesALineForEachChangeAndNothingElse() {
        try (Board board = board(false)) {
            board.show("order", Board.State.STARTING);
            board.show("order", Board.State.STARTING);
            board.show("order", Board.State.FAILED, "see its log");
        }

        assertThat(text().lines()).hasSize(2);
        assertThat(text().lines().toList().getFirst()).isEqualTo("order  starting");
        assertThat(text()).contains("failed").contains("see its log").doesNotContain("\033");
    }

    @Test
    void onATerminalItDrawsOverItsOwnLines() {
        try (Board board = board(true)) {
            board.show("order", Board.State.STARTING);
            board.show("order", Board.State.HEALTHY);
        }

        assertThat(text()).contains("\033[2A").contains("healthy").contains("waiting");
    }

    private Board board(boolean terminal) {
        return new Board(new Screen(new PrintStream(output, true), terminal, false), List.of("order", "cart"));
    }

    private String text() {
        return output.toString(StandardCharsets.UTF_8);
    }
}
