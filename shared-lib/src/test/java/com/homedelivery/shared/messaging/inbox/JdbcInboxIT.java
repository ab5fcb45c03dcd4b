package com.homedelivery.shared.messaging.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.homedelivery.shared.event.EventMetadata;
import com.homedelivery.shared.messaging.outbox.MessagingServers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JdbcInboxIT {

    private static final Duration A_WHILE = Duration.ofMinutes(1);

    @RegisterExtension
    static final MessagingServers servers = new MessagingServers("inbox");

    private static final JdbcInbox inbox = new JdbcInbox(servers.jdbc, servers.transactions);

    private final EventMetadata event =
            new EventMetadata(UUID.randomUUID(), "order.created", "tests", Instant.now(), "key", null);
    private final AtomicInteger acted = new AtomicInteger();

    @BeforeEach
    void forget() {
        servers.jdbc.sql("truncate inbox").update();
    }

    @Test
    void handlesAnEventOnce() {
        inbox.once(event, acted::incrementAndGet);
        inbox.once(event, acted::incrementAndGet);
        assertThat(acted).hasValue(1);
    }

    @Test
    void handlesAnEventOnceWhenManyTryConcurrently() {
        try (var threads = Executors.newFixedThreadPool(6)) {
            for (int i = 0; i < 20; i++) {
                threads.submit(() -> inbox.once(event, acted::incrementAndGet));
            }
        }
        assertThat(acted).hasValue(1);
    }

    @Test
    void rollsBackAFailedEvent() {
        assertThatThrownBy(() -> inbox.once(event, () -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        inbox.once(event, acted::incrementAndGet);
        assertThat(acted).hasValue(1);
    }

    @Test
    void handlesEachEventOfABatchOnce() {
        inbox.once(event, acted::incrementAndGet);
        List<Inbox.Work> works = new ArrayList<>(works(5));
        works.add(works.getFirst());
        works.add(new Inbox.Work(event, acted::incrementAndGet));
        assertThat(inbox.onceEach(works, A_WHILE)).isEqualTo(7);
        assertThat(inbox.onceEach(works, A_WHILE)).isEqualTo(7);
        assertThat(acted).hasValue(6);
    }

    @Test
    void rollsBackTheBatchWhenOneEventFails() {
        List<Inbox.Work> works = new ArrayList<>(works(2));
        works.add(new Inbox.Work(event, () -> {
            throw new IllegalStateException("broken");
        }));
        assertThatThrownBy(() -> inbox.onceEach(works, A_WHILE)).hasMessage("broken");
        assertThat(remembered()).isZero();
    }

    @Test
    void leavesTheRestOfABatchWhenItsTimeIsUp() {
        List<Inbox.Work> works = works(3);
        assertThat(inbox.onceEach(works, Duration.ZERO)).isEqualTo(1);
        assertThat(acted).hasValue(1);
        assertThat(remembered()).isEqualTo(1);
        assertThat(inbox.onceEach(works, A_WHILE)).isEqualTo(3);
        assertThat(acted).hasValue(3);
    }

    @Test
    void handlesEachEventOfABatchOnceInWhateverOrderSeveralTry() {
        List<Inbox.Work> works = new ArrayList<>(works(200));
        AtomicInteger done = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(6)) {
            for (int i = 0; i < 20; i++) {
                Collections.shuffle(works);
                List<Inbox.Work> shuffled = List.copyOf(works);
                threads.submit(() -> done.addAndGet(inbox.onceEach(shuffled, A_WHILE)));
            }
        }
        assertThat(acted).hasValue(200);
        assertThat(done).as("nobody was a victim of a deadlock").hasValue(20 * 200);
    }

    private List<Inbox.Work> works(int count) {
        return Stream.generate(() ->
                        new EventMetadata(UUID.randomUUID(), "order.created", "tests", Instant.now(), "key", null))
                .limit(count)
                .map(each -> new Inbox.Work(each, acted::incrementAndGet))
                .toList();
    }

    private static int remembered() {
        return servers.jdbc
                .sql("select count(*) from inbox")
                .query(Integer.class)
                .single();
    }

    @Test
    void deletesOldEntriesInBatches() {
        servers.jdbc.sql("""
                        insert into inbox
                        select gen_random_uuid(), now() - make_interval(days => n) from generate_series(1, 10) n""").update();
        assertThat(inbox.forget(Duration.ofDays(7), 2)).isEqualTo(2);
        assertThat(inbox.forget(Duration.ofDays(7), 10)).isEqualTo(2);
        assertThat(inbox.forget(Duration.ofDays(7), 10)).isZero();
    }
}
