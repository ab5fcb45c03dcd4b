package com.homedelivery.shared.migration;

import java.sql.SQLException;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

/**
 * Migrates a database that is in use. A change of a table waits for whoever reads it (a dump, a long report), and whoever comes
 * after it waits for the change. So a migration waits for a lock no longer than the {@code lock_timeout} of
 * {@code spring.flyway.init-sqls}, then lets the others pass and begins again, for five minutes at most.
 */
class YieldingMigration implements FlywayMigrationStrategy {

    /** {@code lock_not_available} of PostgreSQL's Appendix A, Error Codes. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private static final Logger LOG = LoggerFactory.getLogger(YieldingMigration.class);

    private static final RetryPolicy WHILE_LOCKED = RetryPolicy.builder()
            .predicate(YieldingMigration::isLocked)
            .maxRetries(Long.MAX_VALUE)
            .delay(Duration.ofSeconds(2))
            .timeout(Duration.ofMinutes(5))
            .build();

    @Override
    public void migrate(Flyway flyway) {
        new RetryTemplate(WHILE_LOCKED).invoke(() -> {
            flyway.migrate();
        });
    }

    private static boolean isLocked(Throwable failure) {
        boolean locked = NestedExceptionUtils.getMostSpecificCause(failure) instanceof SQLException cause
                && LOCK_NOT_AVAILABLE.equals(cause.getSQLState());
        if (locked) {
            LOG.warn("A table that a migration changes is locked by somebody else: it gives way and begins again");
        }
        return locked;
    }
}
