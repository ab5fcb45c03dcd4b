package com.homedelivery.systemtests.bench;

import com.homedelivery.localstack.client.ServerAddresses;
import com.homedelivery.systemtests.run.ServiceDatabases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.StreamEntryID;

/**
 * Knows when a suite has done all that it was given to do. Its looks at the database are rolled back: they are no commits.
 */
final class QuiescenceDetector implements AutoCloseable {

    static final Duration LONGEST = Duration.ofMinutes(3);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    /** PostgreSQL's processes tell what they have committed when they have been idle for ten seconds, or before. */
    private static final Duration UNTIL_COUNTED = Duration.ofSeconds(11);

    private final Connection mails;
    private final RedisClient redis;
    private final Map<String, Double> asked = new ConcurrentHashMap<>();

    QuiescenceDetector(ServerAddresses servers) throws SQLException {
        this.mails = ServiceDatabases.connect(servers, "notification_db");
        this.mails.setAutoCommit(false);
        this.redis = RedisClient.create(ServerAddresses.HOST, servers.redisPort());
    }

    /** Returns when all events are handled and all mails sent, and counted; false when that does not come to pass. */
    boolean await() throws InterruptedException, SQLException {
        boolean quiescent = await(() -> eventsAreHandled() && mailsAreSent());
        Thread.sleep(UNTIL_COUNTED);
        return quiescent;
    }

    /** Returns when all mails are sent; false when that does not come to pass. */
    boolean awaitMails() throws InterruptedException, SQLException {
        return await(this::mailsAreSent);
    }

    private static boolean await(Condition condition) throws InterruptedException, SQLException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
        return true;
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws SQLException;
    }

    private boolean mailsAreSent() throws SQLException {
        try (Statement statement = mails.createStatement();
                ResultSet due = statement.executeQuery("select 1 from messages where due_at is not null limit 1")) {
            return !due.next();
        } finally {
            mails.rollback();
        }
    }

    private boolean eventsAreHandled() {
        return asking("keys", () -> redis.keys("stream:*")).stream()
                .filter(stream -> asking("type", () -> redis.type(stream)).equals("stream"))
                .allMatch(this::isHandled);
    }

    private boolean isHandled(String stream) {
        StreamEntryID newest = asking("xinfo", () -> redis.xinfoStream(stream)).getLastGeneratedId();
        return asking("xinfo", () -> redis.xinfoGroups(stream)).stream()
                .allMatch(group ->
                        group.getPending() == 0 && group.getLastDeliveredId().equals(newest));
    }

    private <T> T asking(String command, Supplier<T> question) {
        asked.merge(command, 1.0, Double::sum);
        return question.get();
    }

    /** What was asked of Redis here: it is none of the suite's doing. */
    Map<String, Double> redisCommands() {
        return Map.copyOf(asked);
    }

    @Override
    public void close() throws SQLException {
        redis.close();
        mails.close();
    }
}
