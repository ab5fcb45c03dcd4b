package com.homedelivery.localstack.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the servers listen: TCP ports, all on the loopback address.
 *
 * @param kafkaControllerPort the controller of the same Kafka process; clients never use it
 * @param mongoPort the MongoDB stand-in
 * @param smtpPort where mail is handed in
 * @param mailApiPort where tests and people read the mail, as {@code /api/user/{email}/messages}
 */
public record ServerAddresses(
        int postgresPort,
        int redisPort,
        int kafkaPort,
        int kafkaControllerPort,
        int mongoPort,
        int smtpPort,
        int mailApiPort) {

    /** All servers listen here and nowhere else. */
    public static final String HOST = "127.0.0.1";

    /** The owner of every PostgreSQL database. */
    public static final String DATABASE_USERNAME = "postgres";

    /** Local connections are trusted; clients that insist on a password send this one. */
    public static final String DATABASE_PASSWORD = "postgres";

    private static final int COUNT = 7;

    /** Ports that are free now. */
    public static ServerAddresses anyFree() {
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
        return of(held.stream().map(ServerSocket::getLocalPort));
    }

    /** The same servers, on ports so many higher. */
    public ServerAddresses movedBy(int ports) {
        return of(byName().values().stream().map(port -> port + ports));
    }

    /** The ports by the name of their server, in the order of the components. */
    public Map<String, Integer> byName() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("postgres", postgresPort);
        ports.put("redis", redisPort);
        ports.put("kafka", kafkaPort);
        ports.put("kafka-controller", kafkaControllerPort);
        ports.put("mongo", mongoPort);
        ports.put("smtp", smtpPort);
        ports.put("mail-api", mailApiPort);
        return ports;
    }

    /** JDBC address of a database. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + HOST + ":" + postgresPort + "/" + database;
    }

    /** Bootstrap address of the Kafka broker. */
    public String kafkaBrokers() {
        return HOST + ":" + kafkaPort;
    }

    /** Connection string of a Mongo database. */
    public String mongoUri(String database) {
        return "mongodb://" + HOST + ":" + mongoPort + "/" + database;
    }

    /** The ports as text that {@link #parse} reads. */
    public String toText() {
        return byName().values().stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    static ServerAddresses parse(String text) {
        return of(Stream.of(text.split(",")).map(Integer::valueOf));
    }

    private static ServerAddresses of(Stream<Integer> ports) {
        List<Integer> each = ports.toList();
        return new ServerAddresses(
                each.get(0), each.get(1), each.get(2), each.get(3), each.get(4), each.get(5), each.get(6));
    }
}
