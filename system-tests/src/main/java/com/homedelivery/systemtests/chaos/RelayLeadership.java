package com.homedelivery.systemtests.chaos;

import com.homedelivery.systemtests.run.ServiceDatabases;
import com.homedelivery.systemtests.suite.TestSuite;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/**
 * Who relays a service's events, as the locks in its database say.
 *
 * @param service has an outbox
 */
record RelayLeadership(TestSuite suite, String service) {

    private static final String LEADERS = """
            select a.application_name, a.pid, a.client_port from pg_locks l join pg_stat_activity a on a.pid = l.pid
            where l.locktype = 'advisory' and l.granted and a.datname = current_database()
                and a.application_name like 'outbox-relay-%'""";

    /**
     * A session that leads.
     *
     * @param pid its process in the database
     * @param clientPort where its connection comes from
     */
    record Leader(int pid, int clientPort) {}

    /** The leaders by the name of their relay: {@code outbox-relay-redis}. */
    Map<String, Leader> leaders() throws SQLException {
        try (Connection connection = connect()) {
            return leaders(connection);
        }
    }

    Connection connect() throws SQLException {
        return ServiceDatabases.connect(suite.servers(), service.replace("-service", "") + "_db");
    }

    static Map<String, Leader> leaders(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(LEADERS)) {
            Map<String, Leader> leaders = new HashMap<>();
            while (rows.next()) {
                leaders.put(rows.getString(1), new Leader(rows.getInt(2), rows.getInt(3)));
            }
            return leaders;
        }
    }
}
