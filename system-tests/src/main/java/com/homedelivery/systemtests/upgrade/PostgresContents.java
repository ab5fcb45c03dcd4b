package com.homedelivery.systemtests.upgrade;

import com.homedelivery.localstack.client.ServerAddresses;
import com.homedelivery.systemtests.run.ServiceDatabases;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;

/**
 * Every database: the scripts that have made its schema, its rows as CSV by table, the history of its migrations among them, and
 * where its sequences stand. Flyway makes the schema from the scripts again; so it is exactly the release's, and there is no need
 * for {@code pg_dump}, which the server's binaries come without.
 */
final class PostgresContents implements ServerContents {

    private static final String SCRIPTS = "migrations";
    private static final String ROWS = "rows";
    private static final String CSV = ".csv";
    private static final String SEQUENCES = "sequences";

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public void record(ServerAddresses servers, Path folder, Path version) throws SQLException, IOException {
        for (String database : databases(servers)) {
            try (Connection connection = connect(servers, database)) {
                Path own = folder.resolve(database);
                Path rows = Files.createDirectories(own.resolve(ROWS));
                for (String table : tables(connection)) {
                    write(connection, "\"" + table + "\"", rows.resolve(table + CSV));
                }
                write(
                        connection,
                        "(select sequencename, last_value from pg_sequences where last_value is not null)",
                        own.resolve(SEQUENCES + CSV));
                copyScripts(connection, version, Files.createDirectories(own.resolve(SCRIPTS)));
            }
        }
    }

    private static void write(Connection connection, String what, Path file) throws SQLException, IOException {
        try (Writer out = Files.newBufferedWriter(file)) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy " + what + " to stdout with (format csv, header)", out);
        }
    }

    private static void copyScripts(Connection connection, Path version, Path folder) throws SQLException, IOException {
        for (String script :
                texts(connection, "select distinct script from flyway_schema_history where type = 'SQL'")) {
            try (Stream<Path> sources = Files.find(
                    version, 10, (path, _) -> path.endsWith(Path.of(script)) && isOf(connection, path, version))) {
                Files.copy(
                        sources.findFirst()
                                .orElseThrow(
                                        () -> new IOException("There is no migration " + script + " in " + version)),
                        folder.resolve(script));
            }
        }
    }

    /** Migrations of the shared library are those of all; others belong to the service whose database it is. */
    private static boolean isOf(Connection connection, Path script, Path version) {
        Path module = version.relativize(script).getName(0);
        Path resources = version.resolve(module).resolve("src/main/resources/db");
        try {
            String service = connection.getCatalog().replace("_db", "-service");
            return script.startsWith(resources)
                    && (module.toString().equals("shared-lib")
                            || module.toString().equals(service));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void restore(ServerAddresses servers, Path folder) throws SQLException, IOException {
        for (Path own : list(folder)) {
            String database = own.getFileName().toString();
            makeSchema(servers, database, own.resolve(SCRIPTS));
            try (Connection connection = connect(servers, database);
                    Statement statement = connection.createStatement()) {
                // No trigger counts what is counted already, and no foreign key demands an order of the tables.
                statement.execute("set session_replication_role = replica");
                statement.execute(
                        "truncate " + tables(connection).stream().collect(Collectors.joining("\", \"", "\"", "\"")));
                for (Path rows : list(own.resolve(ROWS))) {
                    read(connection, rows);
                }
                for (String line : Files.readAllLines(own.resolve(SEQUENCES + CSV)).stream()
                        .skip(1)
                        .toList()) {
                    statement.execute("select setval('\"%s\"', %s)".formatted((Object[]) line.split(",")));
                }
            }
        }
    }

    private static void makeSchema(ServerAddresses servers, String database, Path scripts) {
        Flyway.configure()
                .dataSource(
                        servers.jdbcUrl(database), ServerAddresses.DATABASE_USERNAME, ServerAddresses.DATABASE_PASSWORD)
                .locations("filesystem:" + scripts)
                .load()
                .migrate();
    }

    private static void read(Connection connection, Path file) throws SQLException, IOException {
        String table = file.getFileName().toString().replace(CSV, "");
        String columns = Files.readAllLines(file).getFirst();
        try (Reader in = Files.newBufferedReader(file)) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy \"%s\" (%s) from stdin with (format csv, header)".formatted(table, columns), in);
        }
    }

    private static Connection connect(ServerAddresses servers, String database) throws SQLException {
        Connection connection = ServiceDatabases.connect(servers, database);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set timezone = 'UTC'");
        }
        return connection;
    }

    private static List<String> databases(ServerAddresses servers) throws SQLException {
        try (Connection connection = ServiceDatabases.connect(servers, "postgres")) {
            return texts(connection, "select datname from pg_database where datname like '%\\_db' order by 1");
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        return texts(connection, "select tablename from pg_tables where schemaname = 'public' order by 1");
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
