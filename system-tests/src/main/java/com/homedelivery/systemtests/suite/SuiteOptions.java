package com.homedelivery.systemtests.suite;

import com.homedelivery.localstack.client.ServerAddresses;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a {@link TestSuite} is run.
 *
 * @param environment variables that every service gets beside its own
 * @param aotCaches whether the AOT caches of the checkout are used, as far as they are there and fit
 * @param balanced whether each service is reached through a load balancer, which second instances need; else clients and
 *     services reach it directly
 * @param keepsData whether the servers keep their data and flush it to disk, as in development, and go with the suite
 * @param redisCluster whether Redis is a cluster of three masters with a replica each; else it is one server
 * @param jvmFlags what the JVM of every service gets after the usual flags, which these override
 * @param formerVersion the built checkout of another version, which first instances are run from; else they are run from this
 *     checkout, as second ones always are
 * @param contents fills the servers, which hold nothing before the services start then, nor go on when the suite ends; else they
 *     may hold what a suite has left that ended a moment ago
 */
public record SuiteOptions(
        Map<String, String> environment,
        boolean aotCaches,
        boolean balanced,
        boolean keepsData,
        boolean redisCluster,
        List<String> jvmFlags,
        Optional<Path> formerVersion,
        Optional<Consumer<ServerAddresses>> contents) {

    /** No AOT caches, load balancers, no data kept, one Redis, JVMs as usual. */
    public static SuiteOptions forTests(Map<String, String> environment) {
        return new SuiteOptions(environment, false, true, false, false, List.of(), Optional.empty(), Optional.empty());
    }

    public SuiteOptions withAotCaches() {
        return new SuiteOptions(
                environment, true, balanced, keepsData, redisCluster, jvmFlags, formerVersion, contents);
    }

    public SuiteOptions withoutLoadBalancers() {
        return new SuiteOptions(
                environment, aotCaches, false, keepsData, redisCluster, jvmFlags, formerVersion, contents);
    }

    public SuiteOptions keepingData() {
        return new SuiteOptions(
                environment, aotCaches, balanced, true, redisCluster, jvmFlags, formerVersion, contents);
    }

    public SuiteOptions withRedisCluster(boolean wanted) {
        return new SuiteOptions(environment, aotCaches, balanced, keepsData, wanted, jvmFlags, formerVersion, contents);
    }

    public SuiteOptions withJvmFlags(List<String> flags) {
        return new SuiteOptions(
                environment, aotCaches, balanced, keepsData, redisCluster, flags, formerVersion, contents);
    }

    public SuiteOptions withFormerVersion(Path checkout) {
        return new SuiteOptions(
                environment, aotCaches, balanced, keepsData, redisCluster, jvmFlags, Optional.of(checkout), contents);
    }

    public SuiteOptions startingWith(Consumer<ServerAddresses> what) {
        return new SuiteOptions(
                environment, aotCaches, balanced, keepsData, redisCluster, jvmFlags, formerVersion, Optional.of(what));
    }
}
