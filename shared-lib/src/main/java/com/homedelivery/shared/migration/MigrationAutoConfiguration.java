package com.homedelivery.shared.migration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;

/** Gives migrations, which may take their time, connections without the time-outs of the pool that requests use, and lets them give way. */
@AutoConfiguration(
        afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
        beforeName = "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration")
@ConditionalOnClass({FlywayConnectionDetails.class, JdbcConnectionDetails.class})
@ConditionalOnBean(JdbcConnectionDetails.class)
class MigrationAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(FlywayConnectionDetails.class)
    FlywayConnectionDetails migrationConnections(JdbcConnectionDetails database) {
        return new FlywayConnectionDetails() {
            @Override
            public @Nullable String getUsername() {
                return database.getUsername();
            }

            @Override
            public @Nullable String getPassword() {
                return database.getPassword();
            }

            @Override
            public String getJdbcUrl() {
                return database.getJdbcUrl();
            }
        };
    }

    @Bean
    @ConditionalOnMissingBean
    FlywayMigrationStrategy yieldingMigration() {
        return new YieldingMigration();
    }
}
