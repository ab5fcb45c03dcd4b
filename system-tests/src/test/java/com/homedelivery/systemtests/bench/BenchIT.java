package com.homedelivery.systemtests.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.systemtests.SystemTest;
import com.homedelivery.systemtests.run.Reporter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A small burst of buyers; {@code ./dev bench} measures larger ones. Nothing here depends on how long anything takes. */
class BenchIT extends SystemTest {

    private static final BenchOptions SHORT = new BenchOptions(false, 2, 2, 2, 1, List.of(), List.of());
    private static final int BUYERS = 20;
    private static final int PIECES = 5;

    @Test
    void ofABurstOfBuyersAsManyGetSomethingAsThereIs() throws Exception {
        try (BenchEnvironment environment = new BenchEnvironment(suite, SHORT, Reporter.ofProcess())) {
            Findings findings = new OrderBurst("flash-sale", BUYERS, PIECES).measure(environment);

            assertThat(findings.figures())
                    .filteredOn(figure -> List.of("placed", "refused, ORDER_FAILED", "answered 5xx or not at all")
                            .contains(figure.name()))
                    .hasSize(3)
                    .noneMatch(Figure::misses);
        }
    }
}
