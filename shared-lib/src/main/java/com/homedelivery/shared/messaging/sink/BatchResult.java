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
 * What became of a batch. Once a row of a line was not sent, no later row of that line counts as sent, so that order is
 * kept when the rest is sent again.
 */
public final class BatchResult {

    private final List<SentRow> sent = new ArrayList<>();
    private final Map<Partition, String> tails = new HashMap<>();
    private final Map<OutboxRow, String> refused = new HashMap<>();
    private final Set<OutboxRow.OrderingKey> held = new HashSet<>();
    private final Set<Partition> cutOff = new HashSet<>();
    private @Nullable Throwable failure;

    /** The log has the row now. Where others are missing before it, it does not count: it is sent again behind them. */
    public void sent(OutboxRow row, Partition log, String position) {
        if (cutOff.contains(log)) {
            held.add(row.line());
            return;
        }
        if (!held.contains(row.line())) {
            sent.add(new SentRow(row.id(), log, position));
        }
        tails.put(log, position);
    }

    /** The destination will never take this row. */
    public void refused(OutboxRow row, String reason) {
        if (held.add(row.line())) {
            refused.put(row, reason);
        }
    }

    /** The transport failed to take this row; it may later. */
    public void failed(OutboxRow row, Throwable cause) {
        held.add(row.line());
        failure = cause;
    }

    /** The log has lost its end, and what it takes from now on stands where others stood. */
    public void cutOff(Partition log) {
        cutOff.add(log);
    }

    public List<SentRow> sent() {
        return sent;
    }

    public List<Long> sentIds() {
        return sent.stream().map(SentRow::id).toList();
    }

    public Map<Partition, String> tails() {
        return tails;
    }

    public Map<OutboxRow, String> refused() {
        return refused;
    }

    public Set<Partition> cutOff() {
        return cutOff;
    }

    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }
}
