package com.homedelivery.shared.messaging.outbox;

import com.homedelivery.shared.messaging.sink.SinkType;
import com.homedelivery.shared.work.WakeUpSignal;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Tells the relays of this instance that something was committed to the outbox, and knows which of them lead. However
 * often a relay is told while it works, it looks once more. What it is not told, because the process ends between commit
 * and notice, it finds with its next poll.
 */
final class OutboxNotifier {

    private final Map<SinkType, WakeUpSignal> commits = new EnumMap<>(SinkType.class);
    private final Set<SinkType> leading = EnumSet.noneOf(SinkType.class);
    private final WakeUpSignal leadership = new WakeUpSignal();

    OutboxNotifier() {
        for (SinkType destination : SinkType.values()) {
            commits.put(destination, new WakeUpSignal());
        }
    }

    /** A transaction has written to the outbox, for whichever destination. */
    void committed() {
        commits.values().forEach(WakeUpSignal::ring);
    }

    /** A transaction of this instance has written what goes to this destination to the outbox. */
    void committedFor(SinkType destination) {
        commitsFor(destination).ring();
    }

    /**
     * Another instance has written to the outbox. Only who leads there is told: one that stands by would tell the leader,
     * and hear itself do so.
     */
    synchronized void committedElsewhere(String destination) {
        SinkType.of(destination).filter(leading::contains).map(this::commitsFor).ifPresent(WakeUpSignal::ring);
    }

    /** Rings when there may be something to send to this destination. */
    WakeUpSignal commitsFor(SinkType destination) {
        WakeUpSignal bell = commits.get(destination);
        if (bell == null) {
            throw new IllegalArgumentException("unknown destination " + destination);
        }
        return bell;
    }

    synchronized void leads(SinkType destination) {
        leading.add(destination);
        leadership.ring();
    }

    synchronized void leadsNoMore(SinkType destination) {
        leading.remove(destination);
        leadership.ring();
    }

    /** Whether a relay of this instance sends to any destination. */
    synchronized boolean isLeading() {
        return !leading.isEmpty();
    }

    /** Rings when the leadership of a relay of this instance changes. */
    WakeUpSignal leadershipChanges() {
        return leadership;
    }
}
