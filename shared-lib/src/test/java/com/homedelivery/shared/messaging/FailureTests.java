package com.homedelivery.shared.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.UncategorizedSQLException;

class FailureTests {

    @Test
    void aRowThatSomebodyHoldsForTooLongIsALostRace() {
        assertThat(Failure.of(uncategorized("55P03"))).isEqualTo(Failure.LOST_RACE);
    }

    @Test
    void aTransactionThatTheServerEndedBecauseItWasIdleCountsAsADatabaseThatIsAway() {
        assertThat(Failure.of(uncategorized("25P03"))).isEqualTo(Failure.STORE_AWAY);
    }

    @Test
    void anythingElseIsAFault() {
        assertThat(Failure.of(uncategorized("22023"))).isEqualTo(Failure.FAULT);
    }

    private static UncategorizedSQLException uncategorized(String state) {
        return new UncategorizedSQLException("update", null, new SQLException("refused", state));
    }
}
