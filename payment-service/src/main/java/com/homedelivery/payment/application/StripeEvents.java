package com.homedelivery.payment.application;

import com.homedelivery.payment.PaymentProperties;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The webhook events that were acted on lately, see {@link PaymentProperties#keepStripeEvents}: Stripe sends an event
 * again for some days at most, and an older signature is not accepted anyway.
 */
@Component
class StripeEvents {

    private static final int FORGOTTEN_AT_ONCE = 100;

    private final JdbcClient jdbc;
    private final PaymentProperties properties;
    private final Clock clock;

    StripeEvents(JdbcClient jdbc, PaymentProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Remembers an event in the current transaction; of two at once, the second waits for the first.
     *
     * @return false when it was acted on before
     */
    boolean isNew(String id, String type) {
        Instant now = clock.instant();
        forget(now.minus(properties.keepStripeEvents()));
        return jdbc.sql("""
                        insert into stripe_events (id, type, received_at) values (:id, :type, :now)
                        on conflict do nothing
                        """)
                        .param("id", id)
                        .param("type", type)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    private void forget(Instant before) {
        jdbc.sql("""
                        delete from stripe_events where id in (
                            select id from stripe_events where received_at < :before
                            order by received_at limit :most for update skip locked)
                        """)
                .param("before", Timestamp.from(before))
                .param("most", FORGOTTEN_AT_ONCE)
                .update();
    }
}
