package com.homedelivery.systemtests;

import com.homedelivery.dashboard.Dashboard;
import com.homedelivery.dashboard.metrics.ServiceAddress;
import com.homedelivery.shared.testing.RedisCluster;
import com.homedelivery.systemtests.chaos.ChaosRun;
import com.homedelivery.systemtests.chaos.RollingRun;
import com.homedelivery.systemtests.suite.SuiteOptions;
import com.homedelivery.systemtests.suite.TestSuite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Starts the suite before the first test class that needs it, and ends it after the last. With
 * {@code -Dhomedelivery.suite=http://localhost:3000} nothing is started: the stories are played on the suite whose gateway is
 * there, in containers for example. Those that need more than its gateway are left out, and say why. With
 * {@code -Dhomedelivery.test.redis=cluster} the services of the suite are told of a Redis Cluster of three masters with a replica each.
 */
public final class RunningSuite implements BeforeAllCallback {

    /** The property that names the gateway of a suite that runs already. */
    public static final String ELSEWHERE = "homedelivery.suite";

    /** Eleven services on one machine: what comes may take its time, and nobody waits longer than it takes. */
    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(1);

    /** Soon, instead of every five seconds. */
    private static final String EXPORT_EVERY_MILLIS = "200";

    /** None but those that a test asks for, by a {@code traceparent} that says so. */
    private static final String NONE_BY_CHANCE = "0";

    /** As far above that of development as the suite's. */
    private static final int DASHBOARD_PORT = 8300;

    private static final Path LOGS = Path.of("target", "suite", "logs");

    private static TestSuite suite;
    private static Dashboard dashboard;

    /** Whether a test class has asked for it already. */
    public static boolean isStarted() {
        return suite != null;
    }

    static TestSuite suite() {
        return suite;
    }

    /** The dashboard beside it, which takes in its traces. Services export them from their start, when it is not there yet. */
    static Dashboard dashboard() {
        return dashboard;
    }

    /** Where clients enter. */
    static URI gateway() {
        String elsewhere = System.getProperty(ELSEWHERE);
        return elsewhere == null ? suite.gateway() : URI.create(elsewhere);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(DEFAULT_TIMEOUT);
        if (System.getProperty(ELSEWHERE) == null) {
            ExtensionContext.Store store =
                    context.getRoot().getStore(ExtensionContext.Namespace.create(RunningSuite.class));
            store.computeIfAbsent("suite", _ -> start(), TestSuite.class);
            store.computeIfAbsent("dashboard", _ -> startDashboard(), Dashboard.class);
        }
    }

    private static TestSuite start() {
        suite = TestSuite.start(SuiteOptions.forTests(settings()).withRedisCluster(RedisCluster.isWanted()));
        return suite;
    }

    private static Dashboard startDashboard() {
        List<ServiceAddress> services = suite.services().stream()
                .map(name -> new ServiceAddress(name, suite.address(name), suite.managementAddress(name)))
                .toList();
        try {
            dashboard = new Dashboard(DASHBOARD_PORT, suite.gateway(), services, LOGS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        dashboard.start();
        return dashboard;
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(ChaosRun.SETTINGS);
        settings.putAll(RollingRun.SETTINGS);
        settings.put("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://127.0.0.1:" + DASHBOARD_PORT + "/v1/traces");
        settings.put("OTEL_BSP_SCHEDULE_DELAY", EXPORT_EVERY_MILLIS);
        settings.put("OTEL_TRACES_SAMPLER_ARG", NONE_BY_CHANCE);
        settings.put("MANAGEMENT_OPENTELEMETRY_TRACING_SAMPLER", "parent-based-trace-id-ratio");
        return settings;
    }
}
