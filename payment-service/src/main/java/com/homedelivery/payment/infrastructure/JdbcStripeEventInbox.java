package com.homedelivery.payment.infrastructure;

import com.homedelivery.payment.application.StripeEventInbox;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table {@code stripe_events}. Each new event deletes some that are older than {@link #RETENTION}: Stripe sends an event
 * again for some days at most, and an older signature is not accepted anyway.
 */
@Component
class JdbcStripeEventInbox implements StripeEventInbox {

    private static final Duration RETENTION = Duration.ofDays(30);
    private static final int DELETED_AT_ONCE = 100;

    private final JdbcClient jdbc;
    private final Clock clock;

    JdbcStripeEventInbox(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public boolean addIfNew(String eventId, String type) {
        Instant now = clock.instant();
        deleteBefore(now.minus(RETENTION));
        return jdbc.sql("""
                        insert into stripe_events (id, type, received_at) values (:id, :type, :now)
                        on conflict do nothing
                        """)
                        .param("id", eventId)
                        .param("type", type)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    private void deleteBefore(Instant before) {
        jdbc.sql("""
                        delete from stripe_events where id in (
                            select id from stripe_events where received_at < :before
                            order by received_at limit :limit for update skip locked)
                        """)
                .param("before", Timestamp.from(before))
                .param("limit", DELETED_AT_ONCE)
                .update();
    }
}
