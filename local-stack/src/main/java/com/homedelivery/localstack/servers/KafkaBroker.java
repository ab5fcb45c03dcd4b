package com.homedelivery.localstack.servers;

import com.homedelivery.localstack.client.ServerAddresses;
import com.homedelivery.localstack.client.ServerPorts;
import com.homedelivery.localstack.client.ServersSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
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

    private final KafkaRaftServer server;

    private KafkaBroker(KafkaRaftServer server) {
        this.server = server;
    }

    static KafkaBroker start(ServersSpec spec, ServerPorts ports) throws IOException {
        Path logs = Files.createDirectories(spec.dataDirectory().resolve("kafka"));
        Properties settings = settings(spec, ports, logs);
        if (!Files.exists(logs.resolve("meta.properties"))) {
            format(spec.stateDirectory(), settings);
        }
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
        server.startup();
        return new KafkaBroker(server);
    }

    private static Properties settings(ServersSpec spec, ServerPorts ports, Path logs) {
        String controller = ServerAddresses.HOST + ":" + ports.kafkaController();
        String broker = ServerAddresses.HOST + ":" + ports.kafka();
        Properties settings = new Properties();
        settings.setProperty("process.roles", "broker,controller");
        settings.setProperty("node.id", "1");
        settings.setProperty("listeners", "PLAINTEXT://" + broker + ",CONTROLLER://" + controller);
        settings.setProperty("advertised.listeners", "PLAINTEXT://" + broker);
        settings.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.setProperty("controller.listener.names", "CONTROLLER");
        settings.setProperty("controller.quorum.bootstrap.servers", controller);
        settings.setProperty("log.dirs", logs.toString());
        settings.setProperty("num.partitions", "3");
        // There is one broker, so nothing can be kept more than once, and few need to be served at a time.
        for (String topic : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            settings.setProperty(topic + ".replication.factor", "1");
            settings.setProperty(topic + ".num.partitions", "4");
        }
        settings.setProperty("transaction.state.log.min.isr", "1");
        settings.setProperty("share.coordinator.state.topic.min.isr", "1");
        settings.setProperty("group.initial.rebalance.delay.ms", "0");
        settings.setProperty("num.network.threads", "2");
        settings.setProperty("num.io.threads", "4");
        settings.setProperty("log.cleaner.dedupe.buffer.size", "2097152");
        if (spec.keepsData()) {
            // A broker that was killed is known to itself again after this time; the default makes its restart wait
            // 12 s. One whose data is wiped waits for nothing, and may stand still for longer before it is taken for
            // dead.
            settings.setProperty("broker.session.timeout.ms", "2000");
        }
        settings.setProperty("broker.heartbeat.interval.ms", "500");
        return settings;
    }

    private static void format(Path folder, Properties settings) throws IOException {
        Path file = Files.createTempFile(folder, "kafka", ".properties");
        try {
            try (Writer writer = Files.newBufferedWriter(file)) {
                settings.store(writer, null);
            }
            ByteArrayOutputStream output = new ByteArrayOutputStream();
            int exitCode = StorageTool.execute(
                    new String[] {
                        "format",
                        "--standalone",
                        "--cluster-id",
                        Uuid.randomUuid().toString(),
                        "--config",
                        file.toString()
                    },
                    new PrintStream(output, true, StandardCharsets.UTF_8));
            if (exitCode != 0) {
                throw new IOException("Kafka cannot prepare its storage: " + output.toString(StandardCharsets.UTF_8));
            }
        } finally {
            Files.delete(file);
        }
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
