package com.homedelivery.systemtests;

import com.homedelivery.localstack.suite.TestSuite;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Starts the suite before the first test class that needs it, and ends it after the last. */
final class RunningSuite implements BeforeAllCallback {

    /** Everybody here calls from one address, and nobody has all day. */
    private static final Map<String, String> SETTINGS = Map.of(
            "RATE_LIMIT_PER_MINUTE", "100000",
            "RATE_LIMIT_BURST", "100000",
            "PAYMENT_SIMULATED_DELAY", "500ms");

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
            suite = TestSuite.start(SETTINGS);
            return suite;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
