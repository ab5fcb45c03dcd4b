package com.homedelivery.shared.messaging.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.UncategorizedSQLException;

class FailureCategoryTests {

    @Test
    void aRowThatSomebodyHoldsForTooLongIsALostRace() {
        assertThat(FailureCategory.of(uncategorized("55P03"))).isEqualTo(FailureCategory.LOST_RACE);
    }

    @Test
    void aTransactionThatTheServerEndedBecauseItWasIdleCountsAsADatabaseThatIsAway() {
        assertThat(FailureCategory.of(uncategorized("25P03"))).isEqualTo(FailureCategory.STORE_AWAY);
    }

    @Test
    void anythingElseIsAFault() {
        assertThat(FailureCategory.of(uncategorized("22023"))).isEqualTo(FailureCategory.FAULT);
    }

    private static UncategorizedSQLException uncategorized(String state) {
        return new UncategorizedSQLException("update", null, new SQLException("refused", state));
    }
}
