package com.homedelivery.shared.messaging.sink;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of a batch. Once a row was not sent, no later row of its ordering key counts as sent, so that order is kept
 * when the rest is sent again.
 */
public final class BatchResult {

    private final List<SentRow> sent = new ArrayList<>();
    private final Map<Partition, String> highWaterMarks = new HashMap<>();
    private final Map<OutboxRow, String> rejected = new HashMap<>();
    private final Set<OutboxRow.OrderingKey> blocked = new HashSet<>();
    private final Set<Partition> truncated = new HashSet<>();
    private @Nullable Throwable failure;

    /** The log has the row now. Where others are missing before it, it does not count: it is sent again behind them. */
    public void sent(OutboxRow row, Partition log, String position) {
        if (truncated.contains(log)) {
            blocked.add(row.orderingKey());
            return;
        }
        if (!blocked.contains(row.orderingKey())) {
            sent.add(new SentRow(row.id(), log, position));
        }
        highWaterMarks.put(log, position);
    }

    /** The destination will never take this row. */
    public void rejected(OutboxRow row, String reason) {
        if (blocked.add(row.orderingKey())) {
            rejected.put(row, reason);
        }
    }

    /** The transport failed to take this row; it may later. */
    public void failed(OutboxRow row, Throwable cause) {
        blocked.add(row.orderingKey());
        failure = cause;
    }

    /** The log has lost its end, and what it takes from now on stands where others stood. */
    public void truncated(Partition log) {
        truncated.add(log);
    }

    public List<SentRow> sent() {
        return sent;
    }

    public List<Long> sentIds() {
        return sent.stream().map(SentRow::id).toList();
    }

    public Map<Partition, String> highWaterMarks() {
        return highWaterMarks;
    }

    public Map<OutboxRow, String> rejected() {
        return rejected;
    }

    public Set<Partition> truncated() {
        return truncated;
    }

    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }
}
