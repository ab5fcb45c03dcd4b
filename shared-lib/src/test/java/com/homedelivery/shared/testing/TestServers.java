package com.homedelivery.shared.testing;

import java.net.URI;

/**
 * The servers that the tests of this JVM run on. Each is started, and each database made, when it is first asked for.
 * Tests seldom need this: {@link RealServers} has told the Spring context already.
 */
public sealed interface TestServers permits EmbeddedServers, DockerServers {

    /**
     * The servers of this JVM, chosen once, by the system property {@code homedelivery.test.servers} or else the
     * environment variable {@code HOMEDELIVERY_TEST_SERVERS}: {@code docker} (Testcontainers), {@code embedded} (those of
     * {@code local-stack}), or {@code auto}, the default: Docker when its engine answers, else embedded.
     *
     * @throws IllegalArgumentException when the choice is none of the three
     * @throws RuntimeException when the servers do not come up; the message says where to look
     */
    static TestServers current() {
        return ServersChoice.SERVERS;
    }

    /**
     * A PostgreSQL database of this JVM; the same name gives the same database.
     *
     * @param name what its name begins with
     */
    Database postgresDatabase(String name);

    /** A logical Redis database of this JVM. */
    Redis redis();

    /** Bootstrap address of the Kafka broker. */
    String kafkaBrokers();

    /**
     * Connection string of a Mongo database of this JVM; the same name gives the same database.
     *
     * @param name what its name begins with
     */
    String mongoUri(String name);

    /** Where mail is handed in and can be read. */
    Mail mail();

    /**
     * A PostgreSQL database.
     *
     * @param jdbcUrl its address
     * @param username its owner
     * @param password the owner's password
     */
    record Database(String jdbcUrl, String username, String password) {}

    /**
     * A logical Redis database.
     *
     * @param host where Redis is
     * @param port its port
     * @param database the number of the logical database
     */
    record Redis(String host, int port, int database) {}

    /**
     * A mail server that keeps what it is given.
     *
     * @param smtpHost where mail is handed in
     * @param smtpPort its port; no user name, no encryption
     * @param api GreenMail's REST interface
     */
    record Mail(String smtpHost, int smtpPort, URI api) {

        /**
         * Where {@code GET} answers the mail of a person: a JSON array of objects with {@code subject} and
         * {@code mimeMessage} among others, or 404 while there is none.
         */
        public URI messagesOf(String email) {
            return api.resolve("/api/user/" + email + "/messages");
        }
    }
}
