package com.homedelivery.systemtests.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchOptionsTests {

    @Test
    void measuresEverythingAsUsualWhenNothingIsSaid() {
        assertThat(BenchOptions.parse(List.of()))
                .isEqualTo(new BenchOptions(false, 16, 120, 20, 3, List.of(), List.of()));
    }

    @Test
    void takesNamesAndOptionsInAnyOrder() {
        assertThat(BenchOptions.parse(List.of(
                        "order",
                        "--warm-up",
                        "7",
                        "--seconds",
                        "5",
                        "--rounds",
                        "1",
                        "flash-sale",
                        "--customers",
                        "4",
                        "--jvm",
                        " -XA -XB ")))
                .isEqualTo(new BenchOptions(false, 4, 7, 5, 1, List.of("-XA", "-XB"), List.of("order", "flash-sale")));
        assertThat(BenchOptions.parse(List.of("--list")).list()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--seconds", "--seconds many", "--rounds 0", "--customers -1", "--fast", "--jvm"})
    void refusesWhatMakesNoSense(String words) {
        assertThatIllegalArgumentException().isThrownBy(() -> BenchOptions.parse(List.of(words.split(" "))));
    }
}
