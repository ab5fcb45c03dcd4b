package com.homedelivery.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.testing.RedisCluster;
import com.homedelivery.systemtests.chaos.ChaosOptions;
import com.homedelivery.systemtests.chaos.ChaosRun;
import com.homedelivery.systemtests.run.Reporter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** A short storm; {@code ./dev chaos} plays longer ones. */
@DisabledIfSystemProperty(
        named = RunningSuite.ELSEWHERE,
        matches = ".+",
        disabledReason = "kills services, stops servers and reads their databases")
class ChaosIT extends SystemTest {

    private static final ChaosOptions SHORT = new ChaosOptions(40, 4, 1, 10, RedisCluster.isWanted());

    @AfterEach
    void stopCopies() {
        suite.stopCopies();
    }

    @Test
    void afterAStormEveryOrderEveryCentAndEveryPieceOfStockIsThere() throws Exception {
        assertThat(new ChaosRun(suite, SHORT, Reporter.ofProcess()).play())
                .as("everything balances")
                .isTrue();
    }
}
