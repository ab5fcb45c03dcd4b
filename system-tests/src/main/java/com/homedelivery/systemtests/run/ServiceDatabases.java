package com.homedelivery.systemtests.run;

import com.homedelivery.localstack.client.ServerAddresses;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads the services' databases. */
public final class ServiceDatabases {

    private final ServerAddresses servers;

    public ServiceDatabases(ServerAddresses servers) {
        this.servers = servers;
    }

    /** One row, its values as text by their names; null is an empty text. */
    public record Row(Map<String, String> values) {
        public String get(String column) {
            return values.getOrDefault(column, "");
        }
    }

    /** A connection to a database, whose owner closes it. */
    public static Connection connect(ServerAddresses servers, String database) throws SQLException {
        return DriverManager.getConnection(
                servers.jdbcUrl(database), ServerAddresses.DATABASE_USERNAME, ServerAddresses.DATABASE_PASSWORD);
    }

    /**
     * Reads rows.
     *
     * @param database name of the database: {@code order_db}
     * @param ids what the statement's one parameter, {@code = any (?)}, stands for
     */
    public List<Row> read(String database, String sql, Collection<UUID> ids) {
        try (Connection connection = connect(servers, database);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            Array array = connection.createArrayOf("uuid", ids.toArray());
            for (int i = 1; i <= statement.getParameterMetaData().getParameterCount(); i++) {
                statement.setArray(i, array);
            }
            List<Row> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                int columns = result.getMetaData().getColumnCount();
                while (result.next()) {
                    Map<String, String> values = new LinkedHashMap<>();
                    for (int i = 1; i <= columns; i++) {
                        String value = result.getString(i);
                        values.put(result.getMetaData().getColumnLabel(i), value == null ? "" : value);
                    }
                    rows.add(new Row(values));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot read " + database + ": " + e.getMessage(), e);
        }
    }

    /** The only number that a statement without parameters gives. */
    public long count(String database, String sql) {
        return Long.parseLong(read(database, sql, List.of())
                .getFirst()
                .values()
                .values()
                .iterator()
                .next());
    }
}
