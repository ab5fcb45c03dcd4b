package com.homedelivery.systemtests.suite;

import static org.awaitility.Awaitility.await;

import com.homedelivery.localstack.client.LocalServers;
import com.homedelivery.localstack.client.LocalStackException;
import com.homedelivery.localstack.client.Processes;
import com.homedelivery.localstack.client.RepositoryRoot;
import com.homedelivery.localstack.client.ServerAddresses;
import com.homedelivery.localstack.client.ServersLease;
import com.homedelivery.localstack.suite.Parallel;
import com.homedelivery.localstack.suite.Service;
import com.homedelivery.localstack.suite.ServiceProcesses;
import com.homedelivery.localstack.suite.Topology;
import com.homedelivery.localstack.suite.Workspace;
import com.homedelivery.shared.testing.RedisCluster;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;
import redis.clients.jedis.RedisClient;

/**
 * The whole suite for tests, as processes on real servers: beside one that may be running for development, on ports and
 * with data of its own, from the jars as they were built. Clients and services reach each service at one address, behind
 * which, unless {@link SuiteOptions} say otherwise, a load balancer shares the connections among its instances, one or two. Nothing of it outlives {@link #close()};
 * what a killed test run leaves behind, the next one ends.
 */
public final class TestSuite implements AutoCloseable {

    private static final int PORTS_ABOVE_DEVELOPMENT = 5000;
    private static final int COPIES_ABOVE = 100;
    private static final int BALANCERS_ABOVE = 200;
    private static final Duration REDIS_START_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration SERVERS_IDLE_LIMIT = Duration.ofSeconds(60);
    /** {@code terminationGracePeriodSeconds} of the chart. */
    private static final Duration GRACE_PERIOD = Duration.ofSeconds(60);

    private static final Duration POLL_INTERVAL = Duration.ofMillis(20);
    private static final String GATEWAY = "api-gateway";

    private final Topology topology;
    private final SuiteOptions options;
    private final String secret;
    private final LocalServers servers;
    private final ServersLease lease;
    private final ServiceProcesses processes;
    private final ServiceProcesses copies;
    private final Path checkout;
    private final Map<String, LoadBalancer> balancers = new LinkedHashMap<>();
    private final Optional<RedisCluster> redisCluster;

    private TestSuite(Workspace workspace, Workspace copyWorkspace, Topology topology, SuiteOptions options) {
        this.servers = servers(workspace, topology, options.keepsData());
        this.topology = topology;
        this.options = options;
        this.secret = workspace.jwtSecret();
        this.checkout = copyWorkspace.root();
        this.processes = new ServiceProcesses(workspace, topology, options.jvmFlags());
        this.copies = new ServiceProcesses(copyWorkspace, topology, options.jvmFlags());
        topology.services().forEach(this::end);
        servers(workspace, topology, !options.keepsData()).stop();
        if (options.contents().isPresent()) {
            servers.stop();
        }
        this.lease = servers.lease();
        this.redisCluster =
                options.redisCluster() ? Optional.of(RedisCluster.startWithReplicas(servers)) : Optional.empty();
        if (options.balanced()) {
            topology.services()
                    .forEach(service ->
                            balancers.put(service.name(), new LoadBalancer(service.port() + BALANCERS_ABOVE)));
        }
    }

    /** Those that keep data and those that do not have folders of their own, and the same ports. */
    private static LocalServers servers(Workspace workspace, Topology topology, boolean keepsData) {
        return new LocalServers(
                workspace.local().resolve(keepsData ? "kept-servers" : "servers"),
                keepsData,
                topology.servers(),
                topology.databases(),
                SERVERS_IDLE_LIMIT);
    }

    /**
     * Starts one instance of everything and returns when all services are healthy.
     *
     * @throws LocalStackException when one of them does not come up; with the end of its log
     */
    public static TestSuite start(SuiteOptions options) {
        Path root = RepositoryRoot.find();
        Workspace workspace =
                new Workspace(options.formerVersion().orElse(root), root.resolve("system-tests/target/suite"));
        Workspace copies = new Workspace(root, workspace.local().resolve("copies"));
        workspace.jwtSecret();
        shareSecret(workspace, copies);
        Topology topology = Topology.homeDeliveryMovedBy(PORTS_ABOVE_DEVELOPMENT);
        Map<String, String> variables =
                new LinkedHashMap<>(options.balanced() ? balancedAddresses(topology) : Map.of());
        variables.putAll(options.environment());
        List<Service> services = topology.services().stream()
                .map(service -> service.with(variables))
                .toList();
        TestSuite suite = new TestSuite(workspace, copies, new Topology(topology.servers(), services), options);
        try {
            if (options.aotCaches()) {
                suite.processes.useAotCaches();
                suite.copies.useAotCaches();
            }
            options.contents().ifPresent(contents -> contents.accept(suite.servers()));
            suite.startAll();
            return suite;
        } catch (RuntimeException e) {
            suite.close();
            throw e;
        }
    }

    /** Where clients enter. */
    public URI gateway() {
        return address(GATEWAY);
    }

    /** Where a service is reached, past the gateway. */
    public URI address(String service) {
        return options.balanced()
                ? balancedAddress(named(service))
                : named(service).address();
    }

    /** Where the first instance of a service shows its metrics and probes. */
    public URI managementAddress(String service) {
        return URI.create(
                "http://" + ServerAddresses.HOST + ":" + named(service).managementPort());
    }

    /** The PostgreSQL databases of all services. */
    public List<String> databases() {
        return topology.databases();
    }

    /** Signs the tokens of all services, HS256. */
    public String jwtSecret() {
        return secret;
    }

    /** How many AOT caches the services start from: one a profile of services, none when nobody asked for them. */
    public long aotCaches() {
        return processes.aotCaches();
    }

    /** Where the servers are. */
    public ServerAddresses servers() {
        return lease.addresses();
    }

    /** Names of all services. */
    public List<String> services() {
        return topology.services().stream().map(Service::name).toList();
    }

    /** Ends a service's first instance as a crash does, with SIGKILL. */
    public void kill(String service) {
        kill(Instance.first(service));
    }

    /** Starts a service's first instance again, and returns when it is healthy. */
    public void start(String service) {
        start(Instance.first(service));
    }

    /** Ends an instance as a crash does, with SIGKILL. */
    public void kill(Instance instance) {
        leaveRotation(instance);
        processesOf(instance).kill(named(instance.service()));
    }

    /** Starts an instance, and returns when it is healthy and takes its share of the connections. */
    public void start(Instance instance) {
        Service service = serviceOf(instance);
        processesOf(instance).start(service);
        processesOf(instance).awaitHealthy(service);
        joinRotation(instance);
    }

    /** Gives an instance no new connections; it keeps those that it has. */
    public void leave(Instance instance) {
        balancerOf(instance)
                .ifPresent(balancer -> balancer.drain(serviceOf(instance).port()));
    }

    /**
     * Tells an instance to end, with SIGTERM, and returns when it has ended.
     *
     * @return how long it took
     * @throws org.awaitility.core.ConditionTimeoutException when it takes longer than a pod may; it goes on then
     */
    public Duration terminate(Instance instance) {
        ProcessHandle process =
                processOf(instance).orElseThrow(() -> new LocalStackException("There is no process of " + instance));
        long since = System.nanoTime();
        process.destroy();
        await(instance + " ends")
                .pollDelay(Duration.ZERO)
                .pollInterval(POLL_INTERVAL)
                .atMost(GRACE_PERIOD)
                .until(() -> !Processes.isAlive(process));
        Duration took = Duration.ofNanos(System.nanoTime() - since);
        leaveRotation(instance);
        return took;
    }

    /** Brings every database to this checkout's version, as the chart's jobs do before an upgrade. */
    public void migrateDatabases() {
        MigrationJob job = new MigrationJob(checkout);
        topology.services().stream()
                .filter(service -> service.database().isPresent())
                .forEach(service -> job.run(service.name(), topology.environment(service, secret)));
    }

    /** Ends the second instances that there are. */
    public void stopCopies() {
        Parallel.forEach(topology.services(), topology.services().size(), service -> {
            leaveRotation(Instance.second(service.name()));
            copies.stop(service);
        });
    }

    /** Whether the process of an instance is there. */
    public boolean isRunning(Instance instance) {
        return processesOf(instance).find(named(instance.service())).isPresent();
    }

    /** The instance whose process has a TCP connection from this local port, if one has. */
    public Optional<Instance> instanceWithConnectionFrom(int localPort) {
        return services().stream()
                .flatMap(service -> Stream.of(Instance.first(service), Instance.second(service)))
                .filter(instance -> processOf(instance)
                        .filter(process -> TcpSockets.portsOf(process.pid()).contains(localPort))
                        .isPresent())
                .findFirst();
    }

    /**
     * Lets the host of an instance vanish: nothing comes from it any more, and no connection is closed. Its packets are
     * dropped where that is possible, in a network namespace of our own; elsewhere its process only stands still. The load
     * balancer notices, as one with health checks does.
     *
     * @return whether packets are dropped, and what ends it: the process is killed then, and can be started again
     */
    public Vanished vanish(Instance instance) {
        ProcessHandle process =
                processOf(instance).orElseThrow(() -> new LocalStackException("There is no process of " + instance));
        Signals.freeze(List.of(process));
        Optional<PacketLoss> loss = PacketLoss.of(process);
        leaveRotation(instance);
        return new Vanished(loss.isPresent(), () -> {
            processesOf(instance).kill(named(instance.service()));
            loss.ifPresent(PacketLoss::close);
        });
    }

    /**
     * A host that has vanished.
     *
     * @param packetsDropped whether its packets are dropped, or its process only stands still
     */
    public record Vanished(boolean packetsDropped, Runnable end) implements AutoCloseable {
        @Override
        public void close() {
            end.run();
        }
    }

    /** Kills Redis, all its servers when it is a cluster, and starts it again on what it had written. */
    public void restartRedis() {
        redisCluster.ifPresentOrElse(
                cluster -> {
                    cluster.kill();
                    cluster.restore();
                },
                () -> {
                    daemon().children().forEach(Processes::kill);
                    await().atMost(REDIS_START_TIMEOUT)
                            .ignoreExceptions()
                            .until(() -> askRedis(RedisClient::ping).equals("PONG"));
                });
    }

    /** Redis loses everything it holds. */
    public void wipeRedis() {
        redisCluster.ifPresentOrElse(RedisCluster::flush, () -> askRedis(RedisClient::flushAll));
    }

    /**
     * The servers of Redis.
     *
     * @throws java.util.NoSuchElementException when Redis is one server
     */
    public RedisCluster redisCluster() {
        return redisCluster.orElseThrow();
    }

    private String askRedis(Function<RedisClient, String> question) {
        try (RedisClient redis =
                RedisClient.create(ServerAddresses.HOST, servers().redisPort())) {
            return question.apply(redis);
        }
    }

    /** PostgreSQL stands still until this is closed. */
    public AutoCloseable freezePostgres() {
        List<ProcessHandle> postgres = postgres();
        if (postgres.isEmpty()) {
            throw new LocalStackException("There is no process of PostgreSQL");
        }
        Signals.freeze(postgres);
        return () -> Signals.resume(postgres);
    }

    /** The process of an instance, if there is one. */
    public Optional<ProcessHandle> processOf(Instance instance) {
        return processesOf(instance).find(named(instance.service()));
    }

    /** All processes of the servers, by server: {@code postgres}, {@code redis}, and {@code kafka} with what shares its process. */
    public Map<String, List<ProcessHandle>> serverProcesses() {
        return Map.of("postgres", postgres(), "redis", daemon().children().toList(), "kafka", List.of(daemon()));
    }

    /** All processes of PostgreSQL. They are nobody's children: it detaches itself from whoever starts it. */
    private List<ProcessHandle> postgres() {
        String executables = servers.stateDirectory().resolve("bin/postgres") + File.separator;
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().command().orElse("").startsWith(executables))
                .toList();
    }

    /** Kafka stands still until this is closed, and with it MongoDB's stand-in and the mail server, which share its process. */
    public AutoCloseable freezeKafka() {
        List<ProcessHandle> daemon = List.of(daemon());
        Signals.freeze(daemon);
        return () -> Signals.resume(daemon);
    }

    private ProcessHandle daemon() {
        return servers.daemon().find().orElseThrow(() -> new LocalStackException("The daemon of the servers is gone"));
    }

    @Override
    public void close() {
        balancers.values().forEach(LoadBalancer::close);
        try (ExecutorService enders = Executors.newVirtualThreadPerTaskExecutor()) {
            topology.services().forEach(service -> enders.submit(() -> end(service)));
        }
        redisCluster.ifPresent(RedisCluster::close);
        lease.close();
        if (options.keepsData() || options.contents().isPresent()) {
            servers.stop();
        }
    }

    private void startAll() {
        start(services().stream().map(Instance::first).toList());
    }

    /** Starts instances, a few at a time, and returns when all are healthy. */
    public void start(List<Instance> instances) {
        Parallel.forEach(instances, processes.startsAtOnce(), this::start);
    }

    /** Where no data is kept, nobody waits for a drain: what is not done yet goes with the data. */
    private void end(Service service) {
        if (options.keepsData()) {
            copies.stop(service);
            processes.stop(service);
        } else {
            copies.kill(service);
            processes.kill(service);
        }
    }

    private void joinRotation(Instance instance) {
        balancerOf(instance)
                .ifPresent(balancer -> balancer.add(serviceOf(instance).port()));
    }

    private void leaveRotation(Instance instance) {
        balancerOf(instance)
                .ifPresent(balancer -> balancer.remove(serviceOf(instance).port()));
    }

    private Optional<LoadBalancer> balancerOf(Instance instance) {
        return Optional.ofNullable(balancers.get(named(instance.service()).name()));
    }

    private ServiceProcesses processesOf(Instance instance) {
        return instance.copy() ? copies : processes;
    }

    private Service serviceOf(Instance instance) {
        Service service = named(instance.service()).with(redisVariables());
        return instance.copy() ? service.at(service.port() + COPIES_ABOVE) : service;
    }

    private Map<String, String> redisVariables() {
        return redisCluster
                .map(cluster -> Map.of("SPRING_DATA_REDIS_CLUSTER_NODES", String.join(",", cluster.addresses())))
                .orElse(Map.of());
    }

    private Service named(String service) {
        return topology.named(service);
    }

    private static URI balancedAddress(Service service) {
        return URI.create("http://" + ServerAddresses.HOST + ":" + (service.port() + BALANCERS_ABOVE));
    }

    private static Map<String, String> balancedAddresses(Topology topology) {
        Map<String, String> addresses = new LinkedHashMap<>();
        topology.services()
                .forEach(service -> addresses.put(
                        service.addressVariable(), balancedAddress(service).toString()));
        return addresses;
    }

    /** Tokens of one instance must be good for the other. */
    private static void shareSecret(Workspace workspace, Workspace copies) {
        try {
            Files.createDirectories(copies.local());
            Files.copy(
                    workspace.local().resolve("jwt-secret"),
                    copies.local().resolve("jwt-secret"),
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
