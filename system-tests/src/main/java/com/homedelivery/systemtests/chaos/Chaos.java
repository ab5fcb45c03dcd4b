package com.homedelivery.systemtests.chaos;

import com.homedelivery.systemtests.run.Reporter;
import com.homedelivery.systemtests.suite.SuiteOptions;
import com.homedelivery.systemtests.suite.TestSuite;
import java.util.List;

/** {@code ./dev chaos}: starts a suite of its own, lets the storm loose on it, and draws the balance. */
public final class Chaos {

    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private static final SuiteOptions OPTIONS =
            SuiteOptions.forTests(ChaosRun.SETTINGS).withAotCaches();

    private Chaos() {}

    /** @param words see {@link ChaosOptions#parse}; ends with 0 when everything balances, else with 1, with 2 for a wrong call */
    public static void main(String[] words) throws Exception {
        System.exit(run(List.of(words)));
    }

    private static int run(List<String> words) throws Exception {
        ChaosOptions options;
        try {
            options = ChaosOptions.parse(words);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return MISUSED;
        }
        Reporter reporter = Reporter.ofProcess();
        reporter.tell("starting the suite: " + options);
        try (TestSuite suite = TestSuite.start(OPTIONS)) {
            return new ChaosRun(suite, options, reporter).play() ? 0 : FAILED;
        }
    }
}
