package com.homedelivery.shared.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.homedelivery.shared.testing.TestServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A database gets its tables before its service starts, from the service's own jar. */
class MigrateDatabaseIT {

    private static final String SLOW = "create table shelves (id int primary key); select pg_sleep(1);";

    private final TestServers.Database database =
            TestServers.current().postgresDatabase("migrate-" + UUID.randomUUID());

    @TempDir
    private Path migrations;

    private JdbcClient jdbc;

    @BeforeEach
    void connect() {
        DriverManagerDataSource source =
                new DriverManagerDataSource(database.jdbcUrl(), database.username(), database.password());
        Properties options = new Properties();
        options.setProperty("options", "-c statement_timeout=20s");
        source.setConnectionProperties(options);
        jdbc = JdbcClient.create(source);
    }

    @Test
    void needsNothingButTheDatabase() {
        MigrateDatabase.main(arguments("classpath:db/messaging"));
        assertThat(applied()).containsExactly("messaging");
        assertThat(jdbc.sql("select count(*) from outbox").query(Long.class).single())
                .isZero();
    }

    @Test
    void migratesOnceWhenTwoRunAtOnce() throws Exception {
        migration("V1__shelves.sql", SLOW);
        try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture.allOf(Stream.of(1, 2)
                            .map(_ -> CompletableFuture.runAsync(this::migrate, both))
                            .toArray(CompletableFuture[]::new))
                    .join();
        }
        assertThat(applied()).containsExactly("shelves");
    }

    @Test
    void failsWithAMigrationAndLeavesNothingOfIt() throws Exception {
        migration("V1__shelves.sql", "create table shelves (id int primary key); insert into shelf values (1);");
        assertThatThrownBy(this::migrate).hasRootCauseInstanceOf(SQLException.class);
        assertThat(jdbc.sql("select to_regclass('shelves') is null")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    /** While it is rolled out, and after a rollback. */
    @Test
    void leavesTheTablesOfANewerVersionAsTheyAre() throws Exception {
        migration("V1__shelves.sql", "create table shelves (id int primary key);");
        migration("V2__labels.sql", "alter table shelves add label text;");
        migrate();
        Files.delete(migrations.resolve("V2__labels.sql"));

        migrate();
        assertThat(applied()).containsExactly("shelves", "labels");
    }

    /** Without that, whoever reads the table after the migration has begun waits until the dump is done. */
    @Test
    void givesWayToOthersWhileSomebodyHoldsTheTable() throws Exception {
        migration("V1__shelves.sql", "create table shelves (id int primary key);");
        migrate();
        migration("V2__height.sql", "alter table shelves add column height int;");
        try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor();
                Connection dump =
                        DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password())) {
            dump.setAutoCommit(false);
            dump.createStatement().execute("select * from shelves");
            CompletableFuture<Void> migration = CompletableFuture.runAsync(this::migrate, other);
            await().until(this::waitsForALock);
            assertThat(jdbc.sql("select count(*) from shelves")
                            .query(Long.class)
                            .single())
                    .isZero();
            assertThat(migration).isNotDone();
            dump.rollback();
            migration.join();
        }
        assertThat(applied()).containsExactly("shelves", "height");
    }

    private boolean waitsForALock() {
        return jdbc.sql("select exists (select from pg_locks where not granted and relation = 'shelves'::regclass)")
                .query(Boolean.class)
                .single();
    }

    private void migrate() {
        MigrateDatabase.main(arguments("filesystem:" + migrations));
    }

    private void migration(String name, String sql) throws Exception {
        Files.writeString(migrations.resolve(name), sql);
    }

    private List<String> applied() {
        return jdbc.sql("select description from flyway_schema_history where success order by installed_rank")
                .query(String.class)
                .list();
    }

    /** As the environment would give them. */
    private String[] arguments(String locations) {
        return new String[] {
            "--spring.application.name=migrations",
            "--spring.flyway.locations=" + locations,
            "--DATABASE_URL=" + database.jdbcUrl(),
            "--DATABASE_USERNAME=" + database.username(),
            "--DATABASE_PASSWORD=" + database.password()
        };
    }
}
