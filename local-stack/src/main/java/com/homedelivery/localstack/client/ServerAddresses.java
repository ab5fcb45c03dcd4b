package com.homedelivery.localstack.client;

/**
 * How to reach a running daemon and its servers.
 *
 * @param daemonPid process id of the daemon
 * @param ports where the servers listen
 */
public record ServerAddresses(long daemonPid, ServerPorts ports) {

    /** All servers listen here and nowhere else. */
    public static final String HOST = "127.0.0.1";

    /** The owner of every PostgreSQL database. */
    public static final String DATABASE_USERNAME = "postgres";

    /** Local connections are trusted; clients that insist on a password send this one. */
    public static final String DATABASE_PASSWORD = "postgres";

    /** JDBC address of a database. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + HOST + ":" + ports.postgres() + "/" + database;
    }

    /** Bootstrap address of the Kafka broker. */
    public String kafkaBrokers() {
        return HOST + ":" + ports.kafka();
    }

    /** Connection string of a Mongo database. */
    public String mongoUri(String database) {
        return "mongodb://" + HOST + ":" + ports.mongo() + "/" + database;
    }
}
