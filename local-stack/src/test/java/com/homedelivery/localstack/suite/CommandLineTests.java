package com.homedelivery.localstack.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTests {

    @Test
    void speaksTheLanguageOfCompose() {
        assertThat(parse("up")).isEqualTo(new Verb.Up(false, List.of()));
        assertThat(parse("up -d")).isEqualTo(new Verb.Up(true, List.of()));
        assertThat(parse("up --detach cart-service")).isEqualTo(new Verb.Up(true, List.of("cart-service")));
        assertThat(parse("down")).isEqualTo(new Verb.Down(false));
        assertThat(parse("down --volumes")).isEqualTo(new Verb.Down(true));
        assertThat(parse("logs -f --tail 10 a b")).isEqualTo(new Verb.Logs(List.of("a", "b"), true, 10));
        assertThat(parse("kill a b")).isEqualTo(new Verb.Kill(List.of("a", "b")));
        assertThat(parse("test order-service")).isEqualTo(new Verb.Test(List.of("order-service")));
    }

    @Test
    void handsOnTheOptionsOfChaosAsTheyAre() {
        assertThat(parse("chaos")).isEqualTo(new Verb.Chaos(List.of()));
        assertThat(parse("chaos --orders 200 --kills 5 --seed -7"))
                .isEqualTo(new Verb.Chaos(List.of("--orders", "200", "--kills", "5", "--seed", "-7")));
    }

    @Test
    void handsOnWhatIsToBeMeasuredAsItIs() {
        assertThat(parse("bench --rounds 1 order flash-sale"))
                .isEqualTo(new Verb.Bench(List.of("--rounds", "1", "order", "flash-sale")));
        assertThat(parse("bench order --help")).isEqualTo(new Verb.Help("bench"));
    }

    @Test
    void helpsWhereverItIsAsked() {
        assertThat(CommandLine.parse(List.of())).isEqualTo(new Verb.Help(""));
        assertThat(parse("--help")).isEqualTo(new Verb.Help(""));
        assertThat(parse("up --help")).isEqualTo(new Verb.Help("up"));
        assertThat(parse("chaos --help")).isEqualTo(new Verb.Help("chaos"));
        assertThat(parse("chaos --orders 200 -h")).isEqualTo(new Verb.Help("chaos"));
        assertThat(parse("help logs")).isEqualTo(new Verb.Help("logs"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"frobnicate", "up -x", "down now", "stop", "kill", "logs -n many", "logs -n", "ps -a"})
    void refusesWhatMakesNoSense(String words) {
        assertThatThrownBy(() -> parse(words)).isInstanceOf(UsageException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"up", "down", "ps", "logs", "start", "stop", "restart", "kill", "demo", "test", "chaos", "bench"
            })
    void everyVerbIsExplained(String verb) {
        assertThat(Usage.about(verb)).startsWith("Usage: ./dev " + verb);
        assertThat(Usage.about("")).contains(verb);
    }

    private static Verb parse(String words) {
        return CommandLine.parse(List.of(words.split(" ")));
    }
}
