package com.homedelivery.systemtests;

import com.homedelivery.shared.testing.RedisCluster;
import com.homedelivery.systemtests.chaos.ChaosRun;
import com.homedelivery.systemtests.chaos.RollingRun;
import com.homedelivery.systemtests.suite.TestSuite;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Starts the suite before the first test class that needs it, and ends it after the last. With
 * {@code -Dhomedelivery.suite=http://localhost:3000} nothing is started: the stories are played on the suite whose gateway is
 * there, in containers for example. Those that need more than its gateway are left out, and say why. With
 * {@code -Dhomedelivery.test.redis=cluster} the services of the suite are told of a Redis Cluster, as on Kubernetes.
 */
public final class RunningSuite implements BeforeAllCallback {

    /** The property that names the gateway of a suite that runs already. */
    static final String ELSEWHERE = "homedelivery.suite";

    /** Eleven services on one machine: what comes may take its time, and nobody waits longer than it takes. */
    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(1);

    /** Soon, instead of every five seconds. */
    private static final String EXPORT_EVERY_MILLIS = "200";

    /** None but those that a test asks for, by a {@code traceparent} that says so. */
    private static final String NONE_BY_CHANCE = "0";

    private static final OtlpReceiver TRACES = new OtlpReceiver();

    private static TestSuite suite;

    static TestSuite suite() {
        return suite;
    }

    /** What the suite exports of its traces. */
    static OtlpReceiver traces() {
        return TRACES;
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
            context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(RunningSuite.class))
                    .computeIfAbsent("suite", _ -> start(), TestSuite.class);
        }
    }

    private static TestSuite start() {
        suite = TestSuite.start(settings());
        return suite;
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(ChaosRun.SETTINGS);
        settings.putAll(RollingRun.SETTINGS);
        settings.put("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", TRACES.endpoint());
        settings.put("OTEL_BSP_SCHEDULE_DELAY", EXPORT_EVERY_MILLIS);
        settings.put("OTEL_TRACES_SAMPLER_ARG", NONE_BY_CHANCE);
        settings.put("MANAGEMENT_OPENTELEMETRY_TRACING_SAMPLER", "parent-based-trace-id-ratio");
        if (RedisCluster.isWanted()) {
            settings.put(
                    "SPRING_DATA_REDIS_CLUSTER_NODES",
                    String.join(",", RedisCluster.shared().addresses()));
        }
        return settings;
    }
}
