package com.homedelivery.localstack.servers;

import com.homedelivery.localstack.client.ServerAddresses;
import com.homedelivery.localstack.client.ServerPorts;
import com.homedelivery.localstack.client.ServersSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** A Kafka broker with its controller, inside this JVM. Topics come into being when they are first used. */
final class KafkaBroker implements AutoCloseable {

    /** There is one broker, so nothing can be kept more than once, and few need to be served at a time. */
    private static final String SETTINGS = """
            process.roles=broker,controller
            node.id=1
            listeners=PLAINTEXT://%1$s:%2$d,CONTROLLER://%1$s:%3$d
            advertised.listeners=PLAINTEXT://%1$s:%2$d
            listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
            controller.listener.names=CONTROLLER
            controller.quorum.bootstrap.servers=%1$s:%3$d
            num.partitions=3
            offsets.topic.replication.factor=1
            offsets.topic.num.partitions=4
            transaction.state.log.replication.factor=1
            transaction.state.log.num.partitions=4
            transaction.state.log.min.isr=1
            share.coordinator.state.topic.replication.factor=1
            share.coordinator.state.topic.num.partitions=4
            share.coordinator.state.topic.min.isr=1
            group.initial.rebalance.delay.ms=0
            num.network.threads=2
            num.io.threads=4
            log.cleaner.dedupe.buffer.size=2097152
            broker.heartbeat.interval.ms=500
            """;

    private final KafkaRaftServer server;

    KafkaBroker(ServersSpec spec, ServerPorts ports) throws IOException {
        Path logs = Files.createDirectories(spec.dataDirectory().resolve("kafka"));
        Properties settings = new Properties();
        settings.load(
                new StringReader(SETTINGS.formatted(ServerAddresses.HOST, ports.kafka(), ports.kafkaController())));
        settings.setProperty("log.dirs", logs.toString());
        if (spec.keepsData()) {
            // A broker that was killed is known to itself again after this time; the default makes its restart wait
            // 12 s. One whose data is wiped waits for nothing, and may stand still for longer before it is taken for
            // dead.
            settings.setProperty("broker.session.timeout.ms", "2000");
        }
        if (!Files.exists(logs.resolve("meta.properties"))) {
            format(spec.stateDirectory().resolve("kafka.properties"), settings);
        }
        server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
        server.startup();
    }

    private static void format(Path file, Properties settings) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            settings.store(out, null);
        }
        String[] command = {
            "format", "--standalone", "--cluster-id", Uuid.randomUuid().toString(), "--config", file.toString()
        };
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        if (StorageTool.execute(command, new PrintStream(output)) != 0) {
            throw new IOException("Kafka cannot prepare its storage: " + output);
        }
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
