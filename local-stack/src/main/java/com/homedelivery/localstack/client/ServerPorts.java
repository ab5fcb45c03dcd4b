package com.homedelivery.localstack.client;

import java.util.LinkedHashMap;
import java.util.Map;

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

    /** The same servers, each so many ports higher. */
    public ServerPorts movedBy(int ports) {
        return new ServerPorts(
                control + ports,
                postgres + ports,
                redis + ports,
                kafka + ports,
                kafkaController + ports,
                mongo + ports,
                smtp + ports,
                mailApi + ports);
    }

    /** The ports by the name of their server, in a fixed order. */
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

    /** The inverse of {@link #byName()}. */
    static ServerPorts of(Map<String, Integer> byName) {
        return new ServerPorts(
                byName.getOrDefault("control", 0),
                byName.getOrDefault("postgres", 0),
                byName.getOrDefault("redis", 0),
                byName.getOrDefault("kafka", 0),
                byName.getOrDefault("kafka-controller", 0),
                byName.getOrDefault("mongo", 0),
                byName.getOrDefault("smtp", 0),
                byName.getOrDefault("mail-api", 0));
    }
}
