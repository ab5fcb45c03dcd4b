package com.homedelivery.shared.messaging.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.homedelivery.shared.api.error.LockTimeout;
import com.homedelivery.shared.testing.RealServers;
import com.homedelivery.shared.testing.TcpProxy;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.support.TransactionTemplate;

/** How long a service's own connections may wait, and hold what others wait for. */
@SpringBootTest(
        classes = PoolTimeoutsIT.Service.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"spring.application.name=pool-timeouts", "spring.flyway.locations=classpath:db/messaging"})
@ContextConfiguration(initializers = RealServers.class)
class PoolTimeoutsIT {

    @EnableAutoConfiguration
    static class Service {}

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcConnectionDetails database;

    @Autowired
    DataSource pool;

    @BeforeEach
    void oneRow() {
        jdbc.sql("create table if not exists shelf (id int primary key, goods int not null)")
                .update();
        jdbc.sql("insert into shelf values (1, 10) on conflict do nothing").update();
    }

    @Test
    void theConnectionPoolHasATimeout() throws Exception {
        try (Connection connection = pool.getConnection()) {
            assertThat(show(connection, "lock_timeout")).isEqualTo("4s");
            assertThat(show(connection, "statement_timeout")).isEqualTo("25s");
            assertThat(show(connection, "idle_in_transaction_session_timeout")).isEqualTo("12s");
            assertThat(show(connection, "tcp_user_timeout")).isEqualTo("14000");
            assertThat(show(connection, "tcp_keepalives_idle")).isEqualTo("5");
        }
    }

    @Test
    void migrationsHaveNoTimeout(@Autowired Flyway flyway) throws Exception {
        DataSource migrations = flyway.getConfiguration().getDataSource();
        try (Connection connection = migrations.getConnection()) {
            assertThat(show(connection, "lock_timeout")).isEqualTo("0");
            assertThat(show(connection, "statement_timeout")).isEqualTo("0");
            assertThat(show(connection, "idle_in_transaction_session_timeout")).isEqualTo("0");
        }
    }

    @Test
    void aRowLockedForTooLongIsReportedAsALockTimeout() throws Exception {
        try (Connection holder = pool.getConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("update shelf set goods = goods - 1 where id = 1");
            assertThatThrownBy(this::takeOne).matches(LockTimeout::isCauseOf);
            assertThat(jdbc.sql("select count(*) from (select from shelf for update skip locked) as free")
                            .query(Integer.class)
                            .single())
                    .isZero();
            holder.rollback();
        }
    }

    @Test
    void aHostThatVanishesInATransactionLosesItsRowLocks() throws Exception {
        URI address = URI.create(database.getJdbcUrl().substring("jdbc:".length()));
        Properties properties = new Properties();
        properties.putAll(pool.unwrap(HikariDataSource.class).getDataSourceProperties());
        properties.setProperty("user", database.getUsername());
        properties.setProperty("password", database.getPassword());
        try (TcpProxy proxy = new TcpProxy(address.getHost(), address.getPort())) {
            Connection vanishing = DriverManager.getConnection(
                    "jdbc:postgresql://localhost:" + proxy.port() + address.getPath(), properties);
            vanishing.setAutoCommit(false);
            try (Statement statement = vanishing.createStatement()) {
                statement.execute("update shelf set goods = goods - 1 where id = 1");
            }
            proxy.freeze();
            assertThatThrownBy(this::takeOne).matches(LockTimeout::isCauseOf);
            Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
                takeOne();
                return true;
            });
        }
    }

    private void takeOne() {
        transaction.executeWithoutResult(
                _ -> jdbc.sql("update shelf set goods = goods - 1 where id = 1").update());
    }

    private static String show(Connection connection, String setting) throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("show " + setting)) {
            result.next();
            return result.getString(1);
        }
    }
}
