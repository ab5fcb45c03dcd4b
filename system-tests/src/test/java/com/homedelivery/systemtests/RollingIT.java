package com.homedelivery.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.testing.RedisCluster;
import com.homedelivery.systemtests.chaos.RollingOptions;
import com.homedelivery.systemtests.chaos.RollingRun;
import com.homedelivery.systemtests.run.Reporter;
import com.homedelivery.systemtests.suite.Instance;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** A short rolling restart; {@code ./dev chaos --rolling} replaces all services, and upgrades from another version. */
@DisabledIfSystemProperty(
        named = RunningSuite.ELSEWHERE,
        matches = ".+",
        disabledReason = "starts and ends services and reads their databases")
class RollingIT extends SystemTest {

    private static final RollingOptions FEW =
            new RollingOptions(Optional.empty(), false, 4, 1, RedisCluster.isWanted());

    /** What watchers are connected to and publishes, and what everybody goes through. */
    private static final List<String> SERVICES = List.of("delivery-service", "api-gateway");

    @AfterEach
    void leaveFirstInstancesAlone() {
        SERVICES.stream()
                .map(Instance::first)
                .filter(instance -> !suite.isRunning(instance))
                .forEach(suite::start);
        suite.stopCopies();
    }

    @Test
    void nobodyNoticesThatInstancesAreReplaced() throws Exception {
        assertThat(new RollingRun(suite, SERVICES, FEW, Reporter.ofProcess()).play())
                .as("everything balances, and no request had to be sent again")
                .isTrue();
    }
}
