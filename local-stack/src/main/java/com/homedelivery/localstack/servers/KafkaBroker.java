package com.homedelivery.localstack.servers;

import com.homedelivery.localstack.client.ServerAddresses;
import com.homedelivery.localstack.client.ServersSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** A Kafka broker with its controller, inside this JVM. Topics come into being when they are first used. */
final class KafkaBroker implements AutoCloseable {

    private final KafkaRaftServer server;

    KafkaBroker(ServersSpec spec) throws IOException {
        Path logs = Files.createDirectories(spec.dataDirectory().resolve("kafka"));
        String broker =
                "PLAINTEXT://" + ServerAddresses.HOST + ":" + spec.ports().kafka();
        String controller = ServerAddresses.HOST + ":" + spec.ports().kafkaController();
        Properties settings = new Properties();
        try (InputStream fixed = KafkaBroker.class.getResourceAsStream("kafka.properties")) {
            settings.load(fixed);
        }
        settings.putAll(Map.of(
                "listeners",
                broker + ",CONTROLLER://" + controller,
                "advertised.listeners",
                broker,
                "controller.quorum.bootstrap.servers",
                controller,
                "log.dirs",
                logs.toString()));
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
