package com.homedelivery.shared.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.homedelivery.shared.event.EventMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbcInboxIT {

    private static MessagingServers servers;
    private static JdbcInbox inbox;

    private final EventMetadata event =
            new EventMetadata(UUID.randomUUID(), "order.created", "tests", Instant.now(), "key", null);
    private final AtomicInteger acted = new AtomicInteger();

    @BeforeAll
    static void connect() {
        servers = new MessagingServers("inbox");
        inbox = new JdbcInbox(servers.jdbc, servers.transactions);
    }

    @AfterAll
    static void disconnect() {
        servers.close();
    }

    @BeforeEach
    void forget() {
        servers.jdbc.sql("truncate inbox").update();
    }

    @Test
    void actsOnce() {
        inbox.once(event, acted::incrementAndGet);
        inbox.once(event, acted::incrementAndGet);
        assertThat(acted).hasValue(1);
    }

    @Test
    void actsOnceWhenManyTryAtATime() {
        try (var threads = Executors.newFixedThreadPool(6)) {
            for (int i = 0; i < 20; i++) {
                threads.submit(() -> inbox.once(event, acted::incrementAndGet));
            }
        }
        assertThat(acted).hasValue(1);
    }

    @Test
    void whatFailedNeverHappened() {
        assertThatThrownBy(() -> inbox.once(event, () -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        inbox.once(event, acted::incrementAndGet);
        assertThat(acted).hasValue(1);
    }

    @Test
    void forgetsWhatIsOldInBatches() {
        servers.jdbc.sql("""
                        insert into inbox
                        select gen_random_uuid(), now() - make_interval(days => n) from generate_series(1, 10) n""").update();
        assertThat(inbox.forget(Duration.ofDays(7), 2)).isEqualTo(2);
        assertThat(inbox.forget(Duration.ofDays(7), 10)).isEqualTo(2);
        assertThat(inbox.forget(Duration.ofDays(7), 10)).isZero();
    }
}
