package com.homedelivery.localstack.servers;

import com.homedelivery.localstack.client.LocalServers;
import com.homedelivery.localstack.client.ServerAddresses;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** A Kafka broker with its controller, inside this JVM. Topics come into being when they are first used. */
final class KafkaBroker implements Closeable {

    private final KafkaRaftServer server;

    KafkaBroker(LocalServers servers) throws IOException {
        Path logs = Files.createDirectories(servers.dataDirectory().resolve("kafka"));
        String broker = "PLAINTEXT://" + ServerAddresses.HOST + ":"
                + servers.addresses().kafkaPort();
        String controller = ServerAddresses.HOST + ":" + servers.addresses().kafkaControllerPort();
        Properties settings = new Properties();
        try (InputStream fixed = KafkaBroker.class.getResourceAsStream("kafka.properties")) {
            settings.load(fixed);
        }
        settings.setProperty("listeners", broker + ",CONTROLLER://" + controller);
        settings.setProperty("advertised.listeners", broker);
        settings.setProperty("controller.quorum.bootstrap.servers", controller);
        settings.setProperty("log.dirs", logs.toString());
        if (servers.keepsData()) {
            // A broker that was killed is known to itself again after this time; the default makes its restart wait
            // 12 s. One whose data is wiped waits for nothing, and may stand still for longer before it is taken for
            // dead.
            settings.setProperty("broker.session.timeout.ms", "2000");
        }
        if (!Files.exists(logs.resolve("meta.properties"))) {
            format(servers.stateDirectory().resolve("kafka.properties"), settings);
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
        if (StorageTool.execute(command, System.out) != 0) {
            throw new IOException("Kafka cannot prepare its storage");
        }
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
