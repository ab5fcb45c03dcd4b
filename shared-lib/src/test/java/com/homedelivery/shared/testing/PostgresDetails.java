package com.homedelivery.shared.testing;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;

/** A database as Spring Boot wants to know it; loaded only where there is JDBC. */
public record PostgresDetails(TestServers.Database database) implements JdbcConnectionDetails {

    static void register(ConfigurableApplicationContext context, TestServers servers, String name) {
        context.getBeanFactory().registerSingleton("realPostgres", new PostgresDetails(servers.postgresDatabase(name)));
    }

    @Override
    public String getUsername() {
        return database.username();
    }

    @Override
    public String getPassword() {
        return database.password();
    }

    @Override
    public String getJdbcUrl() {
        return database.jdbcUrl();
    }
}
