package com.homedelivery.localstack.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MavenTestOutputTests {

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final MavenTestOutput run = new MavenTestOutput(new Console(new PrintStream(output, true), true, false));

    @Test
    void tellsModulesAndTestClassesAndNothingElse() {
        run.read("[INFO] Building Order service 1.0.0-SNAPSHOT                             [7/14]");
        run.read("[INFO] --- maven-jar-plugin:3.5.0:jar (default-jar) @ order-service ---");
        run.read(
                "[INFO] Tests run: 4, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 1.5 s -- in com.homedelivery.OrderTests");
        run.read(
                "[ERROR] Tests run: 3, Failures: 1, Errors: 1, Skipped: 0, Time elapsed: 20.1 s <<< FAILURE! -- in OrderIT");
        run.read("[ERROR] Tests run: 7, Failures: 1, Errors: 1, Skipped: 0");

        assertThat(output.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "Order service  7/14", "  OrderTests: 4 passed  1.5 s", "  OrderIT: 2 of 3 failed  20.1 s");
    }
}
