package com.homedelivery.shared.messaging.inbox;

import com.homedelivery.shared.event.EventMetadata;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
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

    @Override
    public int onceEach(List<Work> works, Duration atMost) {
        return transaction.execute(_ -> {
            Set<UUID> left = remember(works);
            long begin = System.nanoTime();
            int done = 0;
            for (Work work : works) {
                if (done > 0 && System.nanoTime() - begin >= atMost.toNanos()) {
                    break;
                }
                if (left.remove(work.event().id())) {
                    work.action().run();
                }
                done++;
            }
            forget(left);
            return done;
        });
    }

    /** In order of the ids, or two that remember the same events could wait for each other. */
    private Set<UUID> remember(List<Work> works) {
        Object[] events = works.stream().map(work -> work.event().id()).toArray();
        return new HashSet<>(jdbc.sql("""
                        insert into inbox (event_id) select id from unnest(?) as events (id) order by id
                        on conflict do nothing returning event_id""")
                .param(new SqlArrayValue("uuid", events))
                .query(UUID.class)
                .list());
    }

    private void forget(Set<UUID> events) {
        if (!events.isEmpty()) {
            jdbc.sql("delete from inbox where event_id = any (?)")
                    .param(new SqlArrayValue("uuid", events.toArray()))
                    .update();
        }
    }

    @Override
    public Set<UUID> alreadyProcessed(Collection<UUID> events) {
        if (events.isEmpty()) {
            return Set.of();
        }
        return jdbc.sql("select event_id from inbox where event_id in (:events)")
                .param("events", events)
                .query(UUID.class)
                .set();
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
