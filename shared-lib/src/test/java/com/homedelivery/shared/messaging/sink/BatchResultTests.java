package com.homedelivery.shared.messaging.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.event.EventMetadata;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BatchResultTests {

    private static final Partition LOG = new Partition("orders", 0);

    private final BatchResult delivery = new BatchResult();

    @Test
    void afterAFailureNoLaterRowOfTheKeyCountsAsSent() {
        delivery.sent(row(1, "a"), LOG, "1");
        delivery.failed(row(2, "a"), new IllegalStateException("timeout"));
        delivery.sent(row(3, "a"), LOG, "2");
        delivery.sent(row(4, "b"), LOG, "3");
        assertThat(delivery.sentIds()).containsExactly(1L, 4L);
        assertThat(delivery.failure()).isPresent();
        assertThat(delivery.highWaterMarks()).containsEntry(LOG, "3");
    }

    @Test
    void onlyTheFirstRefusedRowOfAKeyIsQuarantined() {
        delivery.rejected(row(1, "a"), "too large");
        delivery.rejected(row(2, "a"), "too large");
        delivery.rejected(row(3, "b"), "too large");
        assertThat(delivery.rejected().keySet()).extracting(OutboxRow::id).containsExactlyInAnyOrder(1L, 3L);
    }

    @Test
    void aRowInAPartitionThatLostOthersDoesNotCountAsSent() {
        Partition other = new Partition("orders", 1);
        delivery.truncated(LOG);
        delivery.sent(row(1, "a"), LOG, "1");
        delivery.sent(row(2, "b"), other, "7");
        assertThat(delivery.sentIds()).containsExactly(2L);
        assertThat(delivery.highWaterMarks()).containsOnlyKeys(other);
        assertThat(delivery.truncated()).containsExactly(LOG);
    }

    private static OutboxRow row(long id, String key) {
        var event = new EventMetadata(UUID.randomUUID(), "order.created", "tests", Instant.now(), key, null);
        return new OutboxRow(id, Optional.empty(), "orders", event, "{}");
    }
}
