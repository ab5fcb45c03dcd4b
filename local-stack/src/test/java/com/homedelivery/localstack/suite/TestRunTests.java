package com.homedelivery.localstack.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TestRunTests {

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final TestRun run =
            new TestRun(Workspace.of(Path.of("")), new Screen(new PrintStream(output, true), true, false));

    @Test
    void tellsModulesAndTestClassesAndNothingElse() {
        run.tell("[INFO] Building Order service 1.0.0-SNAPSHOT                             [7/14]");
        run.tell("[INFO] --- maven-jar-plugin:3.5.0:jar (default-jar) @ order-service ---");
        run.tell(
                "[INFO] Tests run: 4, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 1.5 s -- in com.homedelivery.OrderTests");
        run.tell(
                "[ERROR] Tests run: 3, Failures: 1, Errors: 1, Skipped: 0, Time elapsed: 20.1 s <<< FAILURE! -- in OrderIT");
        run.tell("[ERROR] Tests run: 7, Failures: 1, Errors: 1, Skipped: 0");

        assertThat(output.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "Order service  7/14", "  OrderTests: 4 passed  1.5 s", "  OrderIT: 2 of 3 failed  20.1 s");
    }
}
