package com.homedelivery.systemtests.chaos;

import com.homedelivery.localstack.client.RepositoryRoot;
import com.homedelivery.systemtests.run.Reporter;
import com.homedelivery.systemtests.suite.BuiltVersion;
import com.homedelivery.systemtests.suite.SuiteOptions;
import com.homedelivery.systemtests.suite.TestSuite;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code ./dev chaos}: starts a suite of its own, lets the storm loose on it, or replaces its instances one by one, and draws
 * the balance.
 */
public final class Chaos {

    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private final Reporter reporter = Reporter.ofProcess();

    private Chaos() {}

    /**
     * @param words see {@link ChaosOptions#parse} and {@link RollingOptions#parse}; ends with 0 when everything balances, else
     *     with 1, with 2 for a wrong call
     */
    public static void main(String[] words) throws Exception {
        System.exit(run(List.of(words)));
    }

    private static int run(List<String> words) throws Exception {
        try {
            return new Chaos().play(words) ? 0 : FAILED;
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return MISUSED;
        }
    }

    private boolean play(List<String> words) throws Exception {
        return words.contains(RollingOptions.ROLLING)
                ? play(RollingOptions.parse(words))
                : play(ChaosOptions.parse(words));
    }

    private boolean play(ChaosOptions options) throws Exception {
        reporter.tell("starting the suite: " + options);
        try (TestSuite suite = TestSuite.start(
                SuiteOptions.forTests(ChaosRun.SETTINGS).withAotCaches().withRedisCluster(options.redisCluster()))) {
            return new ChaosRun(suite, options, reporter).play();
        }
    }

    private boolean play(RollingOptions options) throws Exception {
        Map<String, String> settings = new HashMap<>(ChaosRun.SETTINGS);
        settings.putAll(RollingRun.SETTINGS);
        SuiteOptions newest = SuiteOptions.forTests(settings).withAotCaches().withRedisCluster(options.redisCluster());
        SuiteOptions former = options.from()
                .map(name -> newest.withFormerVersion(BuiltVersion.named(name, RepositoryRoot.find())))
                .orElse(newest);
        reporter.tell("starting the suite: " + options);
        try (TestSuite suite = TestSuite.start(former)) {
            return new RollingRun(suite, suite.services(), options, reporter).play();
        }
    }
}
