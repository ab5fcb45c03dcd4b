package com.homedelivery.systemtests.suite;

import java.util.List;
import java.util.Map;

/**
 * How a {@link TestSuite} is run.
 *
 * @param environment variables that every service gets beside its own
 * @param aotCaches whether the AOT caches of the checkout are used, as far as they are there and fit
 * @param balanced whether each service is reached through a load balancer, which second instances need; else clients and
 *     services reach it directly
 * @param keepsData whether the servers keep their data and flush it to disk, as in development, and go with the suite
 * @param jvmFlags what the JVM of every service gets after the usual flags, which these override
 */
public record SuiteOptions(
        Map<String, String> environment,
        boolean aotCaches,
        boolean balanced,
        boolean keepsData,
        List<String> jvmFlags) {

    /** No AOT caches, load balancers, no data kept, JVMs as usual. */
    public static SuiteOptions forTests(Map<String, String> environment) {
        return new SuiteOptions(environment, false, true, false, List.of());
    }

    public SuiteOptions withAotCaches() {
        return new SuiteOptions(environment, true, balanced, keepsData, jvmFlags);
    }

    public SuiteOptions withoutLoadBalancers() {
        return new SuiteOptions(environment, aotCaches, false, keepsData, jvmFlags);
    }

    public SuiteOptions keepingData() {
        return new SuiteOptions(environment, aotCaches, balanced, true, jvmFlags);
    }

    public SuiteOptions withJvmFlags(List<String> flags) {
        return new SuiteOptions(environment, aotCaches, balanced, keepsData, flags);
    }
}
