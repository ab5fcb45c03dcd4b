package com.homedelivery.systemtests;

import com.homedelivery.systemtests.chaos.ChaosRun;
import com.homedelivery.systemtests.suite.TestSuite;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Starts the suite before the first test class that needs it, and ends it after the last. */
public final class RunningSuite implements BeforeAllCallback {

    /** Eleven services on one machine: what comes may take its time, and nobody waits longer than it takes. */
    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(1);

    private static TestSuite suite;

    static TestSuite suite() {
        return suite;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot()
                .getStore(ExtensionContext.Namespace.create(RunningSuite.class))
                .computeIfAbsent("suite", _ -> start(), TestSuite.class);
    }

    private static TestSuite start() {
        Awaitility.setDefaultTimeout(DEFAULT_TIMEOUT);
        suite = TestSuite.start(ChaosRun.SETTINGS);
        return suite;
    }
}
