package com.homedelivery.localstack.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.homedelivery.localstack.client.Processes;
import com.homedelivery.localstack.client.RepositoryRoot;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

class DevTests {

    @Test
    void speaksTheLanguageOfCompose() {
        assertThat(isSet(parse("up"), "-d")).isFalse();
        assertThat(isSet(parse("up -d"), "-d")).isTrue();
        assertThat(isSet(parse("up --detach cart-service"), "-d")).isTrue();
        assertThat(names(parse("up --detach cart-service"))).containsExactly("cart-service");
        assertThat(isSet(parse("down"), "-v")).isFalse();
        assertThat(isSet(parse("down --volumes"), "-v")).isTrue();
        ParseResult logs = parse("logs -f --tail 10 a b");
        assertThat(isSet(logs, "-f")).isTrue();
        assertThat(logs.<Integer>matchedOptionValue("-n", 0)).isEqualTo(10);
        assertThat(names(logs)).containsExactly("a", "b");
        assertThat(names(parse("kill a b"))).containsExactly("a", "b");
    }

    @Test
    void handsOnTheOptionsOfChaosAsTheyAre() {
        assertThat(names(parse("chaos"))).isEmpty();
        assertThat(names(parse("chaos --orders 200 --kills 5 --seed -7")))
                .containsExactly("--orders", "200", "--kills", "5", "--seed", "-7");
    }

    @Test
    void handsOnWhatIsToBeMeasuredAsItIs() {
        assertThat(names(parse("bench --rounds 1 order flash-sale")))
                .containsExactly("--rounds", "1", "order", "flash-sale");
        assertThat(parse("bench order --help").isUsageHelpRequested()).isTrue();
    }

    @Test
    void helpsWhereverItIsAsked() {
        assertThat(output("--help")).startsWith("Usage: ./dev ");
        assertThat(output("logs", "-h")).startsWith("Usage: ./dev logs");
        assertThat(output("chaos", "--orders", "200", "-h")).isEqualTo(output("chaos", "--help"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "frobnicate", "up -x", "down now", "stop", "kill", "logs -n many", "logs -n", "ps -a"})
    void refusesWhatMakesNoSense(String words) {
        assertThatThrownBy(() -> parse(words)).isInstanceOf(ParameterException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "down", "ps", "logs", "start", "stop", "restart", "kill", "demo", "chaos", "bench"})
    void everyVerbIsExplained(String verb) {
        assertThat(output(verb, "--help")).startsWith("Usage: ./dev " + verb);
        assertThat(output("--help")).contains(verb);
    }

    @ParameterizedTest
    @ValueSource(strings = {"test", "check", "format", "env", "api", "release", "record", "dashboard"})
    void theScriptExplainsItsOwnVerbs(String verb) {
        assertThat(script("help", verb)).startsWith("Usage: ./dev " + verb).isEqualTo(script(verb, "--help"));
        assertThat(output("--help")).contains("  " + verb + " ");
    }

    private static String script(String... words) {
        List<String> command = new ArrayList<>(List.of(words));
        command.addFirst(RepositoryRoot.find().resolve("dev").toString());
        return Processes.output(command).orElseThrow();
    }

    private static ParseResult parse(String words) {
        return Dev.commandLine().parseArgs(words.split(" ")).subcommand();
    }

    private static boolean isSet(ParseResult verb, String option) {
        return verb.matchedOptionValue(option, false);
    }

    private static List<String> names(ParseResult verb) {
        return verb.matchedPositionalValue(0, List.of());
    }

    private static String output(String... words) {
        StringWriter output = new StringWriter();
        CommandLine line = Dev.commandLine().setOut(new PrintWriter(output, true));
        assertThat(line.execute(words)).isZero();
        return output.toString();
    }
}
