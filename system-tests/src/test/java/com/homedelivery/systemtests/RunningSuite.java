package com.homedelivery.systemtests;

import com.homedelivery.localstack.suite.TestSuite;
import com.homedelivery.systemtests.chaos.ChaosRun;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Starts the suite before the first test class that needs it, and ends it after the last. */
public final class RunningSuite implements BeforeAllCallback {

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
        try {
            suite = TestSuite.start(ChaosRun.SETTINGS);
            return suite;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
