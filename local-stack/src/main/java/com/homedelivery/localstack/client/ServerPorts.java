package com.homedelivery.localstack.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The TCP ports that the servers listen on, all on the loopback address.
 *
 * @param kafkaController the controller of the same Kafka process; clients never use it
 * @param mongo the MongoDB stand-in
 * @param smtp where mail is handed in
 * @param mailApi where tests and people read the mail, as {@code /api/user/{email}/messages}
 */
public record ServerPorts(int postgres, int redis, int kafka, int kafkaController, int mongo, int smtp, int mailApi) {

    private static final int COUNT = 7;

    /** Ports that are free now. */
    public static ServerPorts anyFree() {
        List<ServerSocket> held = new ArrayList<>();
        try {
            while (held.size() < COUNT) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            for (ServerSocket socket : held) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("No free port", e);
        }
        return of(held.stream().map(ServerSocket::getLocalPort).toList());
    }

    /** The same servers, each on the port that is made of its own. */
    public ServerPorts map(IntUnaryOperator port) {
        return of(byName().values().stream().map(port::applyAsInt).toList());
    }

    /** The ports by the name of their server, in the order of the components. */
    public Map<String, Integer> byName() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("postgres", postgres);
        ports.put("redis", redis);
        ports.put("kafka", kafka);
        ports.put("kafka-controller", kafkaController);
        ports.put("mongo", mongo);
        ports.put("smtp", smtp);
        ports.put("mail-api", mailApi);
        return ports;
    }

    /** The ports as text that {@link #parse} reads. */
    String toText() {
        return byName().values().stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    static ServerPorts parse(String text) {
        return of(Stream.of(text.split(",")).map(Integer::valueOf).toList());
    }

    /** Writes the text in one step: a reader sees all of it or nothing. */
    public void write(Path file) throws IOException {
        Path draft = Files.writeString(file.resolveSibling("draft"), toText());
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static ServerPorts of(List<Integer> ports) {
        return new ServerPorts(
                ports.get(0), ports.get(1), ports.get(2), ports.get(3), ports.get(4), ports.get(5), ports.get(6));
    }
}
