package com.homedelivery.localstack.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The TCP ports that the servers listen on, all on the loopback address. Zero means: any free one.
 *
 * @param control where leases are taken
 * @param postgres PostgreSQL
 * @param redis Redis
 * @param kafka the Kafka broker
 * @param kafkaController the controller of the same Kafka process; clients never use it
 * @param mongo the MongoDB stand-in
 * @param smtp where mail is handed in
 * @param mailApi where tests and people read the mail, as {@code /api/user/{email}/messages}
 */
public record ServerPorts(
        int control, int postgres, int redis, int kafka, int kafkaController, int mongo, int smtp, int mailApi) {

    /** Whatever ports are free. */
    public static ServerPorts anyFree() {
        return new ServerPorts(0, 0, 0, 0, 0, 0, 0, 0);
    }

    /** The same servers, each on the port that is made of its own. */
    public ServerPorts map(IntUnaryOperator port) {
        return of(byName().values().stream().mapToInt(port::applyAsInt).toArray());
    }

    /** The ports by the name of their server, in the order of the components. */
    public Map<String, Integer> byName() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("control", control);
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
        return of(Stream.of(text.split(",")).mapToInt(Integer::parseInt).toArray());
    }

    private static ServerPorts of(int[] ports) {
        return new ServerPorts(ports[0], ports[1], ports[2], ports[3], ports[4], ports[5], ports[6], ports[7]);
    }
}
