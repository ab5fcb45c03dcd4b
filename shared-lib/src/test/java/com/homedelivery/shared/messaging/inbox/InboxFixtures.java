package com.homedelivery.shared.messaging.inbox;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Makes what this package keeps to itself, for the tests of consumers. */
public final class InboxFixtures {

    private InboxFixtures() {}

    public static Inbox inDatabase(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new JdbcInbox(jdbc, transactions);
    }
}
