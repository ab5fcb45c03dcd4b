package com.homedelivery.systemtests.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultTableTests {

    @Test
    void showsEveryFigureBesideItsTargetAndMarksWhatMissesIt() {
        Map<String, List<Figure>> figures = new LinkedHashMap<>();
        figures.put(
                "order",
                List.of(
                        Figure.of("commits", 61.87, "").withTarget(Target.atMost(25)),
                        Figure.of("orders confirmed", 75.25, "/s").withTarget(Target.atLeast(60)),
                        Figure.of("CPU", 391.4, "ms")));
        figures.put(
                "flash-sale",
                List.of(
                        Figure.of("placed", 100, "")
                                .withTarget(Target.exactly(100))
                                .remarking("{201=100}"),
                        Figure.missing("ratio", "pgbench is not installed")));

        assertThat(ResultTable.lines(figures))
                .containsExactly(
                        "order",
                        "  ! commits                    61.9       ≤ 25",
                        "    orders confirmed        75.3 /s       ≥ 60",
                        "    CPU                      391 ms",
                        "flash-sale",
                        "    placed                      100      = 100  {201=100}",
                        "    ratio                         –             pgbench is not installed");
    }

    @Test
    void writesNumbersAsPeopleReadThem() {
        assertThat(List.of(
                        Numbers.text(0.316),
                        Numbers.text(7),
                        Numbers.text(12.34),
                        Numbers.text(1234.5),
                        Numbers.text(10_000_000)))
                .containsExactly("0.32", "7", "12.3", "1,235", "10,000,000");
    }

    @Test
    void takesTheMiddle() {
        assertThat(Numbers.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2);
        assertThat(Numbers.median(List.of(4.0, 1.0, 2.0, 9.0))).isEqualTo(3);
        assertThatIllegalArgumentException().isThrownBy(() -> Numbers.median(List.of()));
    }
}
