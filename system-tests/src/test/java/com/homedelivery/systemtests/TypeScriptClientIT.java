package com.homedelivery.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.homedelivery.localstack.client.Processes;
import com.homedelivery.localstack.client.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The road of {@link OrderJourneyIT}, gone with the client in TypeScript: the story of its own package, which Node runs. */
class TypeScriptClientIT extends SystemTest {

    private static final Path CLIENT = RepositoryRoot.find().resolve("sdk/typescript");
    private static final Path OUTPUT = RepositoryRoot.find().resolve("system-tests/target/typescript-client.log");
    private static final int OLDEST_NODE = 20;
    private static final int LONGEST_MINUTES = 5;

    @Test
    void goesFromRegistrationToTheDoorstep() throws Exception {
        assumeTrue(
                nodeVersion() >= OLDEST_NODE,
                "Node 20 or newer is not on the PATH: the client in TypeScript is not tried");
        assumeTrue(
                npm("ping", "--fetch-retries=0") == 0,
                "No registry of npm answers: the client in TypeScript is not tried");

        assertThat(npm("ci", "--no-audit", "--no-fund"))
                .as(() -> "npm ci, see " + OUTPUT)
                .isZero();
        assertThat(npm("run", "story")).as(() -> "npm run story, see " + OUTPUT).isZero();
        assertThat(Files.readString(OUTPUT)).contains("goes from registration to the doorstep");
    }

    /** Zero when there is none. */
    private static int nodeVersion() {
        return Processes.output(List.of("node", "--version"))
                .map(Pattern.compile("v(\\d+)")::matcher)
                .filter(Matcher::lookingAt)
                .map(version -> Integer.parseInt(version.group(1)))
                .orElse(0);
    }

    private int npm(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("npm"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(CLIENT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(OUTPUT.toFile()));
        builder.environment().put("HOME_DELIVERY_URL", RunningSuite.gateway().toString());
        Process npm = builder.start();
        try {
            return npm.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES) ? npm.exitValue() : -1;
        } finally {
            npm.descendants().forEach(ProcessHandle::destroyForcibly);
            npm.destroyForcibly();
        }
    }
}
