package com.homedelivery.shared.testing;

import static org.awaitility.Awaitility.await;

import com.homedelivery.localstack.client.LocalServers;
import com.homedelivery.localstack.client.ServerAddresses;
import com.homedelivery.localstack.client.ServersLease;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.models.partitions.ClusterPartitionParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A Redis Cluster of real servers on this machine, three masters that share the slots evenly, with or without a replica
 * each. They are the executable that {@code local-stack} runs, whose daemon also ends what a killed JVM leaves behind. What
 * they are told they write down, among the data of that daemon's servers: it outlives a server that is killed.
 */
public final class RedisCluster implements AutoCloseable {

    /** The property of a test run that is {@link #CLUSTER} where Redis is to be one. */
    public static final String WANTED = "homedelivery.test.redis";

    /** Its value. */
    public static final String CLUSTER = "cluster";

    private static final int MASTERS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /** The servers talk to each other on ports above their own, which have to be below those that the system gives out. */
    private static final int BUS_ABOVE = 10_000;

    private static final int LOWEST_PORT = 16_000;
    private static final int HIGHEST_PORT = 22_000;

    private final LocalServers servers;
    private final ServersLease lease;
    private final Path executable;
    private final Path data;
    private final List<Node> nodes = new ArrayList<>();
    private final RedisClient client = RedisClient.create();

    private RedisCluster(LocalServers servers) {
        this.servers = servers;
        lease = servers.lease();
        try {
            executable = executable(servers.stateDirectory().resolve("bin/redis"));
            data = Files.createTempDirectory(servers.dataDirectory(), "redis-cluster");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Three masters. Returns when the cluster takes commands. */
    public static RedisCluster start() {
        return start(LocalServers.forTests(), false);
    }

    /** Three masters, a replica of each. Returns when the cluster takes commands and the replicas have what there is. */
    public static RedisCluster startWithReplicas() {
        return startWithReplicas(LocalServers.forTests());
    }

    /**
     * The same, beside servers that a suite runs on.
     *
     * @param servers whose Redis it is the executable of; leased until the cluster is closed
     */
    public static RedisCluster startWithReplicas(LocalServers servers) {
        return start(servers, true);
    }

    private static RedisCluster start(LocalServers servers, boolean replicas) {
        RedisCluster cluster = new RedisCluster(servers);
        try {
            cluster.startNodes(replicas ? 2 * MASTERS : MASTERS);
            cluster.shareSlots();
            cluster.meet();
            if (replicas) {
                cluster.replicate();
            }
            cluster.awaitReady();
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** Whether tests are run with a cluster, by {@code -Dhomedelivery.test.redis=cluster}. */
    public static boolean isWanted() {
        return CLUSTER.equals(System.getProperty(WANTED));
    }

    /** The cluster of this JVM, started when it is first asked for; it ends with the JVM. */
    public static RedisCluster shared() {
        return Shared.ONLY;
    }

    /** Of all nodes, as {@code host:port}. */
    public List<String> addresses() {
        return nodes.stream()
                .map(node -> ServerAddresses.HOST + ":" + node.port())
                .toList();
    }

    /** A key for each master that falls to it. */
    public List<String> keyOfEachMaster() {
        return IntStream.range(0, MASTERS)
                .mapToObj(master -> IntStream.iterate(0, n -> n + 1)
                        .mapToObj(n -> "key-" + n)
                        .filter(key -> SlotHash.getSlot(key) / slotsEach() == master)
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    /** Ends the server that has this key, as a crash does. */
    public void killMasterOf(String key) {
        masterOf(key).process().destroyForcibly();
    }

    /** Returns when the servers that are left have a master for every key again. */
    public void awaitTakeover() {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> running().allMatch(this::isComplete));
    }

    /** Ends all servers, as a power cut does. */
    public void kill() {
        nodes.forEach(node -> node.process().destroyForcibly());
        nodes.forEach(node -> node.process().onExit().join());
    }

    /** Starts again, on what they had written, the servers that have ended. Returns when each master has its replica. */
    public void restore() {
        nodes.replaceAll(node -> node.process().isAlive() ? node : startNode(node.port()));
        awaitAnswers();
        awaitTakeover();
        awaitReplicas();
    }

    /** Deletes every key. */
    public void flush() {
        withClient(cluster -> {
            try (StatefulRedisClusterConnection<String, String> connection = cluster.connect()) {
                return connection.sync().flushall();
            }
        });
    }

    private Node masterOf(String key) {
        int port = withClient(cluster -> cluster.getPartitions()
                .getMasterBySlot(SlotHash.getSlot(key))
                .getUri()
                .getPort());
        return nodes.stream().filter(node -> node.port() == port).findFirst().orElseThrow();
    }

    private <T> T withClient(Function<RedisClusterClient, T> question) {
        try (RedisClusterClient cluster =
                RedisClusterClient.create(running().map(Node::uri).toList())) {
            cluster.refreshPartitions();
            return question.apply(cluster);
        }
    }

    private Stream<Node> running() {
        return nodes.stream().filter(node -> node.process().isAlive());
    }

    private void startNodes(int count) {
        while (nodes.size() < count) {
            nodes.add(startNode(freePort()));
        }
        awaitAnswers();
    }

    private void awaitAnswers() {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> nodes.stream()
                        .allMatch(node -> ask(node, RedisCommands::ping).equals("PONG")));
    }

    private Node startNode(int port) {
        String options = "--bind %s --port %d --cluster-enabled yes --cluster-node-timeout 1500"
                + " --cluster-replica-validity-factor 0 --repl-diskless-sync yes --repl-diskless-sync-delay 0"
                + " --appendonly yes --appendfsync no";
        List<String> command = new ArrayList<>(
                List.of(options.formatted(ServerAddresses.HOST, port).split(" ")));
        command.addFirst(executable.toString());
        try {
            Path folder = Files.createDirectories(data.resolve(Integer.toString(port)));
            command.addAll(List.of("--save", "", "--dir", folder.toString()));
            Path log = servers.logOf("redis-" + port);
            return new Node(
                    port,
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void shareSlots() {
        for (int master = 0; master < MASTERS; master++) {
            int first = master * slotsEach();
            int end = master == MASTERS - 1 ? SlotHash.SLOT_COUNT : first + slotsEach();
            int[] slots = IntStream.range(first, end).toArray();
            ask(nodes.get(master), redis -> redis.clusterAddSlots(slots));
        }
    }

    private static int slotsEach() {
        return SlotHash.SLOT_COUNT / MASTERS;
    }

    private void meet() {
        Node first = nodes.getFirst();
        nodes.stream()
                .skip(1)
                .forEach(node -> ask(first, redis -> redis.clusterMeet(ServerAddresses.HOST, node.port())));
        await().atMost(PATIENCE)
                .until(() -> nodes.stream()
                        .allMatch(node ->
                                ask(node, RedisCommands::clusterNodes).lines().count() == nodes.size()));
    }

    private void replicate() {
        for (int replica = MASTERS; replica < nodes.size(); replica++) {
            String master = ask(nodes.get(replica - MASTERS), RedisCommands::clusterMyId);
            ask(nodes.get(replica), redis -> redis.clusterReplicate(master));
        }
        awaitReplicas();
    }

    private void awaitReplicas() {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> nodes.stream()
                                .filter(node -> ask(node, redis -> redis.info("replication"))
                                        .contains("master_link_status:up"))
                                .count()
                        == nodes.size() - MASTERS);
    }

    /** Whether a server takes commands, and knows for every slot a master that runs. */
    private boolean isComplete(Node node) {
        Set<Integer> ports = running().map(Node::port).collect(Collectors.toSet());
        String known = ask(node, RedisCommands::clusterNodes);
        int slots = ClusterPartitionParser.parse(known).stream()
                .filter(other -> ports.contains(other.getUri().getPort()))
                .mapToInt(other -> other.getSlots().size())
                .sum();
        return slots == SlotHash.SLOT_COUNT
                && ask(node, RedisCommands::clusterInfo).contains("cluster_state:ok");
    }

    private void awaitReady() {
        awaitTakeover();
        try (RedisClusterClient cluster =
                        RedisClusterClient.create(nodes.getFirst().uri());
                StatefulRedisClusterConnection<String, String> connection = cluster.connect()) {
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> keyOfEachMaster().stream()
                            .allMatch(key -> "OK".equals(connection.sync().set(key, "", SetArgs.Builder.px(1)))));
        }
    }

    private <T> T ask(Node node, Function<RedisCommands<String, String>, T> question) {
        try (StatefulRedisConnection<String, String> connection = client.connect(node.uri())) {
            return question.apply(connection.sync());
        }
    }

    private int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
            try (ServerSocket clients = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                    ServerSocket bus = new ServerSocket(port + BUS_ABOVE, 1, InetAddress.getLoopbackAddress())) {
                if (clients.isBound() && bus.isBound()) {
                    return port;
                }
            } catch (IOException taken) {
                // Another one then.
            }
        }
    }

    private static Path executable(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("redis-server"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Override
    public void close() {
        kill();
        client.shutdown();
        lease.close();
    }

    /** A server of the cluster. */
    private record Node(int port, Process process) {

        RedisURI uri() {
            return RedisURI.create(ServerAddresses.HOST, port);
        }
    }

    private static final class Shared {

        static final RedisCluster ONLY = start();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(ONLY::close));
        }
    }
}
