package com.homedelivery.shared.messaging.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.UncategorizedSQLException;

class FailureCategoryTests {

    @Test
    void aRowLockedForTooLongIsAConcurrencyConflict() {
        assertThat(FailureCategory.of(uncategorized("55P03"))).isEqualTo(FailureCategory.CONCURRENCY_CONFLICT);
    }

    @Test
    void aTransactionEndedByTheServerForBeingIdleMeansThatTheDatabaseIsUnavailable() {
        assertThat(FailureCategory.of(uncategorized("25P03"))).isEqualTo(FailureCategory.DATABASE_UNAVAILABLE);
    }

    @Test
    void anythingElseIsAFault() {
        assertThat(FailureCategory.of(uncategorized("22023"))).isEqualTo(FailureCategory.FAULT);
    }

    private static UncategorizedSQLException uncategorized(String state) {
        return new UncategorizedSQLException("update", null, new SQLException("refused", state));
    }
}
