package com.homedelivery.localstack.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * The right to use the servers, held as long as this connection is open. The kernel closes it even when the JVM is
 * killed; the daemon then takes back what it gave out: the Redis database and the PostgreSQL databases made under it.
 */
public final class ServersLease implements AutoCloseable {

    private static final int CONNECT_TIMEOUT_MILLIS = 2_000;
    private static final int ANSWER_TIMEOUT_MILLIS = 30_000;
    private static final int STOP_TIMEOUT_MILLIS = 120_000;

    private final ServerAddresses addresses;
    private final Socket connection;
    private final BufferedReader answers;
    private final PrintWriter questions;

    private ServersLease(ServerAddresses addresses, Socket connection) throws IOException {
        this.addresses = addresses;
        this.connection = connection;
        this.answers = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
        this.questions = new PrintWriter(connection.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /**
     * Takes a lease from the daemon at these addresses.
     *
     * @return empty when it does not answer, or somebody else does
     */
    static Optional<ServersLease> take(ServerAddresses addresses) {
        Socket connection = new Socket();
        try {
            connection.connect(
                    new InetSocketAddress(
                            ServerAddresses.HOST, addresses.ports().control()),
                    CONNECT_TIMEOUT_MILLIS);
            connection.setSoTimeout(ANSWER_TIMEOUT_MILLIS);
            ServersLease lease = new ServersLease(addresses, connection);
            lease.ask("lease " + addresses.daemonId());
            return Optional.of(lease);
        } catch (IOException | ServersUnavailableException unreachable) {
            closeQuietly(connection);
            return Optional.empty();
        }
    }

    /** Where the servers are. */
    public ServerAddresses addresses() {
        return addresses;
    }

    /**
     * Makes an empty PostgreSQL database, dropped when the lease ends.
     *
     * @param name what its name begins with; anything but letters and digits becomes an underscore
     * @return its full, unique name
     */
    public String createDatabase(String name) {
        String prefix = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
        return ask("database " + prefix);
    }

    /** Leases an empty logical Redis database: its number. */
    public int leaseRedisDatabase() {
        return Integer.parseInt(ask("redis"));
    }

    /** Kills Redis and starts it again on what it had written; returns when it answers. */
    public void restartRedis() {
        ask("restart redis");
    }

    /** Ends the servers in an orderly way, then the daemon; returns when it is gone. */
    public synchronized void stopServers() {
        questions.println("stop");
        try {
            connection.setSoTimeout(STOP_TIMEOUT_MILLIS);
            while (answers.readLine() != null) {
                // The daemon says that all servers are down; the end of the connection says that it is down too.
            }
        } catch (IOException gone) {
            // Gone without a word is gone as well.
        }
        close();
    }

    @Override
    public void close() {
        closeQuietly(connection);
    }

    private synchronized String ask(String question) {
        questions.println(question);
        String answer;
        try {
            answer = answers.readLine();
        } catch (IOException lost) {
            throw new ServersUnavailableException("The local servers did not answer \"" + question + "\"", lost);
        }
        if (answer == null || !answer.startsWith("ok")) {
            throw new ServersUnavailableException("The local servers answered \"" + answer + "\" to " + question);
        }
        return answer.substring("ok".length()).strip();
    }

    private static void closeQuietly(Socket connection) {
        try {
            connection.close();
        } catch (IOException closedAnyway) {
            // Nobody reads from it any more.
        }
    }
}
