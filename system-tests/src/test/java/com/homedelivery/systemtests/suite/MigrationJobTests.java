package com.homedelivery.systemtests.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class MigrationJobTests {

    @Test
    void keepsTheEndOfWhatAJobPrintsHoweverMuchItIs() throws IOException {
        String output = "noise ".repeat(100_000) + "and the reason";

        assertThat(MigrationJob.tail(new StringReader(output)))
                .hasSize(MigrationJob.CHARACTERS_KEPT)
                .endsWith("noise and the reason");
        assertThat(MigrationJob.tail(new StringReader("the reason"))).isEqualTo("the reason");
    }
}
