package com.homedelivery.shared.messaging;

import com.homedelivery.shared.event.EventMetadata;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Remembers events in the service's own database, in the transaction of what is done about them. */
final class JdbcInbox implements Inbox {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    JdbcInbox(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Of two that act on one event at a time, the second waits for the first to commit, and then does nothing. */
    @Override
    public void once(EventMetadata event, Runnable action) {
        transaction.executeWithoutResult(_ -> {
            int remembered = jdbc.sql("insert into inbox (event_id) values (?) on conflict do nothing")
                    .param(event.id())
                    .update();
            if (remembered == 1) {
                action.run();
            }
        });
    }

    /**
     * Forgets events received long ago.
     *
     * @return how many, at most the limit
     */
    int forget(Duration receivedBefore, int limit) {
        return jdbc.sql("""
                        delete from inbox where event_id = any (array(
                            select event_id from inbox where received_at < now() - make_interval(secs => ?)
                            order by received_at limit ? for update skip locked))""")
                .param((double) receivedBefore.toSeconds())
                .param(limit)
                .update();
    }
}
