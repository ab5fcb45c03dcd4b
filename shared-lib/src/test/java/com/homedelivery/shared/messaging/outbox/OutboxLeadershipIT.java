package com.homedelivery.shared.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.homedelivery.shared.event.PaymentEvent.PaymentFailed;
import com.homedelivery.shared.messaging.MessagingProperties;
import com.homedelivery.shared.messaging.redis.RedisConnections;
import com.homedelivery.shared.messaging.sink.SinkType;
import com.homedelivery.shared.testing.TcpProxy;
import com.homedelivery.shared.work.BackgroundTask;
import com.homedelivery.shared.work.RunningTasks;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** Several instances of a service and one outbox: who sends, who hears of it, and what happens when the leader goes. */
class OutboxLeadershipIT {

    private static final Duration GRACE = Duration.ofSeconds(3);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration AFTER_A_HOST_VANISHED = Duration.ofSeconds(120);
    private static final Duration OFTEN = Duration.ofMillis(500);
    private static final Duration HARDLY_EVER = Duration.ofMinutes(10);
    private static final String STREAM = "stream:payments";

    @RegisterExtension
    static final MessagingServers servers = new MessagingServers("leadership", STREAM);

    @RegisterExtension
    final RunningTasks tasks = new RunningTasks(GRACE);

    @AfterEach
    void stop() {
        tasks.stop();
        await().atMost(SOON).until(() -> sessions("outbox-") == 0);
    }

    @Test
    void onlyTheInstanceThatLeadsListens() {
        OutboxNotifier first = new OutboxNotifier();
        List<BackgroundTask> leader = instance(first, OFTEN, servers.databaseDetails());
        await().atMost(SOON).until(first::isLeading);
        await().atMost(SOON).until(() -> sessions(OutboxListener.NAME) == 1);

        OutboxNotifier second = new OutboxNotifier();
        instance(second, OFTEN, servers.databaseDetails());
        await().atMost(SOON).until(() -> sessions("outbox-relay-redis") == 2);
        assertThat(second.isLeading()).isFalse();
        assertThat(sessions(OutboxListener.NAME)).isEqualTo(1);

        BackgroundTask.stop(leader, GRACE);
        await().atMost(SOON).until(second::isLeading);
        await().atMost(SOON).until(() -> sessions("outbox-relay-redis") == 1 && sessions(OutboxListener.NAME) == 1);
    }

    /** In an upgrade every leader ends once: events would wait for it each time. */
    @Test
    void anotherLeadsSoonWhenTheLeaderHasEnded() {
        OutboxNotifier first = new OutboxNotifier();
        List<BackgroundTask> leader = instance(first, HARDLY_EVER, servers.databaseDetails());
        await().atMost(SOON).until(first::isLeading);
        OutboxNotifier second = new OutboxNotifier();
        instance(second, HARDLY_EVER, servers.databaseDetails());
        await().atMost(SOON).until(() -> sessions("outbox-relay-redis") == 2);

        BackgroundTask.stop(leader, GRACE);
        await().atMost(SOON).until(second::isLeading);
    }

    @Test
    void whatOneInstanceCommitsIsSentAtOnceByAnotherThatLeads() {
        OutboxNotifier leading = new OutboxNotifier();
        instance(leading, HARDLY_EVER, servers.databaseDetails());
        await().atMost(SOON).until(leading::isLeading);
        await().atMost(SOON).until(() -> sessions(OutboxListener.NAME) == 1);
        instance(servers.notifier, HARDLY_EVER, servers.databaseDetails());
        await().atMost(SOON).until(() -> sessions("outbox-relay-redis") == 2);

        publish();
        await().atMost(SOON).until(() -> servers.redis.xlen(STREAM) == 1);
        publish();
        await().atMost(SOON).until(() -> servers.redis.xlen(STREAM) == 2);
        assertThat(servers.notifier.isLeading()).isFalse();
    }

    @Test
    void anInstanceThatLeadsWakesItselfWithoutTheDatabase() {
        instance(servers.notifier, HARDLY_EVER, servers.databaseDetails());
        await().atMost(SOON).until(servers.notifier::isLeading);
        for (int sent = 1; sent <= 3; sent++) {
            int expected = sent;
            publish();
            await().atMost(SOON).until(() -> servers.redis.xlen(STREAM) == expected);
        }
    }

    @Test
    void aNoticeOfAnInstanceThatLeadsAnotherDestinationDoesNotComeBackToIt() throws Exception {
        try (RelaySession redisLeader = RelaySession.open(servers.databaseDetails(), SinkType.REDIS, SOON);
                Connection connection = OutboxConnection.open(servers.databaseDetails(), "tests", SOON);
                Statement statement = connection.createStatement()) {
            assertThat(redisLeader.lead()).isTrue();
            statement.execute("listen " + RelaySession.CHANNEL);
            OutboxNotifier kafkaLeader = new OutboxNotifier();
            kafkaLeader.leads(SinkType.KAFKA);
            instance(kafkaLeader, HARDLY_EVER, servers.databaseDetails());
            await().atMost(SOON).until(() -> sessions(OutboxListener.NAME) == 1);
            kafkaLeader.committed();

            int notices =
                    connection.unwrap(PGConnection.class).getNotifications(Math.toIntExact(SOON.toMillis())).length;
            long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
            while (notices <= 5 && System.nanoTime() - end < 0) {
                notices += connection.unwrap(PGConnection.class).getNotifications(200).length;
            }
            assertThat(notices).isBetween(1, 5);
        }
    }

    /** A notification of the committing transaction makes all commits of the database wait for each other. */
    @Test
    void aCommitNotifiesNobodyByItself() throws Exception {
        try (Connection connection = OutboxConnection.open(servers.databaseDetails(), "tests", SOON);
                Statement statement = connection.createStatement()) {
            statement.execute("listen " + RelaySession.CHANNEL);
            publish();
            servers.jdbc
                    .sql("select pg_notify(?, 'the test')")
                    .param(RelaySession.CHANNEL)
                    .query(_ -> {});
            PGNotification[] heard = connection.unwrap(PGConnection.class).getNotifications(10_000);
            assertThat(heard).extracting(PGNotification::getParameter).containsExactly("the test");
        }
    }

    /** Nothing says that it has gone: no FIN, and a kernel somewhere goes on answering keep-alives. */
    @Test
    void aLeaderWhoseHostVanishesIsReplaced() {
        TcpProxy proxy = tasks.using(servers.proxyToDatabase());
        OutboxNotifier vanishing = new OutboxNotifier();
        instance(vanishing, OFTEN, servers.databaseDetails(proxy));
        await().atMost(SOON).until(vanishing::isLeading);
        OutboxNotifier standby = new OutboxNotifier();
        instance(standby, OFTEN, servers.databaseDetails());
        await().atMost(SOON).until(() -> sessions("outbox-relay-redis") == 2);

        proxy.freeze();
        publish();
        await().atMost(AFTER_A_HOST_VANISHED).until(standby::isLeading);
        await().atMost(SOON).until(() -> servers.redis.xlen(STREAM) >= 1);
    }

    @Test
    void sessionsHaveServerSideTimeouts() throws Exception {
        try (Connection connection = OutboxConnection.open(servers.databaseDetails(), "tests", Duration.ofSeconds(20));
                Statement statement = connection.createStatement();
                var settings = statement.executeQuery("""
                        select string_agg(name || '=' || setting, ' ' order by name) from pg_settings
                        where source = 'client' and name ~ '^tcp_|_timeout$'""")) {
            settings.next();
            assertThat(settings.getString(1))
                    .isEqualTo("idle_in_transaction_session_timeout=10000 idle_session_timeout=20000"
                            + " statement_timeout=8000 tcp_keepalives_count=3 tcp_keepalives_idle=5"
                            + " tcp_keepalives_interval=3 tcp_user_timeout=14000");
        }
    }

    @Test
    void aBacklogThatCannotBeCountedInTimeDoesNotEndTheSession() throws Exception {
        try (RelaySession session = RelaySession.open(servers.databaseDetails(), SinkType.REDIS, SOON)) {
            assertThat(session.lead()).isTrue();
            servers.transaction.executeWithoutResult(_ -> {
                servers.jdbc.sql("lock table outbox in access exclusive mode").update();
                assertThatThrownBy(session::backlog).isInstanceOf(SQLTimeoutException.class);
            });
            assertThat(session.backlog().rows()).isZero();
            try (RelaySession other = RelaySession.open(servers.databaseDetails(), SinkType.REDIS, SOON)) {
                assertThat(other.lead()).isFalse();
            }
        }
    }

    @Test
    void aLargeBacklogIsCountedOnlySoFarAndItsOldestIsKnown() throws Exception {
        servers.jdbc.sql("""
                        insert into outbox (event_id, stream, topic, event_key, type, source, occurred_at, data, created_at)
                        select gen_random_uuid(), 'stream:payments', 'payments', 'k', 'payment.failed', 'tests', now(), '{}',
                            now() - make_interval(secs => 20000 - n)
                        from generate_series(1, 12000) n""").update();
        try (RelaySession session = RelaySession.open(servers.databaseDetails(), SinkType.REDIS, SOON)) {
            RelaySession.Backlog backlog = session.backlog();
            assertThat(backlog.rows()).isEqualTo(10_000);
            assertThat(backlog.oldestSeconds()).isBetween(19_999.0, 20_600.0);
        }
    }

    @Test
    void sentEventsAreFoundForDeletionByAnIndex() throws Exception {
        servers.jdbc.sql("""
                        insert into outbox (event_id, stream, topic, event_key, type, source, occurred_at, data,
                            redis_sent_at, kafka_sent_at)
                        select gen_random_uuid(), 'stream:payments', 'payments', 'k', 'payment.failed', 'tests', now(), '{}',
                            now() - make_interval(secs => n), now() - make_interval(secs => n)
                        from generate_series(1, 20000) n""").update();
        servers.jdbc.sql("analyze outbox").update();
        long before = scansOf("outbox_sent");
        try (RelaySession session = RelaySession.open(servers.databaseDetails(), SinkType.REDIS, SOON)) {
            assertThat(session.deleteSent(Duration.ofSeconds(10_000), 1_000)).isEqualTo(1_000);
        }
        await().atMost(SOON).until(() -> scansOf("outbox_sent") > before);
    }

    private List<BackgroundTask> instance(OutboxNotifier notifier, Duration poll, JdbcConnectionDetails database) {
        RedisConnections connections = tasks.using(servers.redisConnections());
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        OutboxRelay relay = new OutboxRelay(
                database,
                servers.redisSink(connections, metrics),
                new MessagingProperties.Relay(poll, Duration.ofHours(1), Duration.ofMinutes(10)),
                new OutboxMetrics(metrics, SinkType.REDIS),
                notifier,
                MessagingServers.NO_TRACES);
        OutboxListener listener = new OutboxListener(database, notifier);
        return List.of(tasks.start(relay.name(), relay::run), tasks.start(OutboxListener.NAME, listener::run));
    }

    private static void publish() {
        servers.transaction.executeWithoutResult(_ -> servers.outbox.publish(new PaymentFailed(
                UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), BigDecimal.TEN, "declined", Instant.now())));
    }

    private static int sessions(String name) {
        return servers.jdbc.sql("""
                        select count(*) from pg_stat_activity
                        where datname = current_database() and application_name like ? || '%'""").param(name).query(Integer.class).single();
    }

    private static long scansOf(String index) {
        return servers.jdbc
                .sql("select idx_scan from pg_stat_user_indexes where indexrelname = ?")
                .param(index)
                .query(Long.class)
                .single();
    }
}
