package com.homedelivery.shared.messaging.outbox;

import com.homedelivery.shared.messaging.sink.SinkType;
import com.homedelivery.shared.work.WakeUpSignal;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Wakes the relays of this instance when something was committed to the outbox, and knows which of them lead. However
 * often a relay is woken while it works, it polls once more. A commit without a notification, because the process ended
 * in between, is found by the next poll.
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
        commits.values().forEach(WakeUpSignal::wakeUp);
    }

    /** A transaction of this instance has written what goes to this destination to the outbox. */
    void committedFor(SinkType destination) {
        commitsFor(destination).wakeUp();
    }

    /**
     * Another instance has written to the outbox. Only a leader is woken: a relay that stands by would notify the leader,
     * and be woken by its own notification.
     */
    synchronized void committedElsewhere(String destination) {
        SinkType.of(destination).filter(leading::contains).map(this::commitsFor).ifPresent(WakeUpSignal::wakeUp);
    }

    /** Given when there may be something to send to this destination. */
    WakeUpSignal commitsFor(SinkType destination) {
        WakeUpSignal signal = commits.get(destination);
        if (signal == null) {
            throw new IllegalArgumentException("unknown destination " + destination);
        }
        return signal;
    }

    synchronized void leads(SinkType destination) {
        leading.add(destination);
        leadership.wakeUp();
    }

    synchronized void leadsNoMore(SinkType destination) {
        leading.remove(destination);
        leadership.wakeUp();
    }

    /** Whether a relay of this instance sends to any destination. */
    synchronized boolean isLeading() {
        return !leading.isEmpty();
    }

    /** Given when the leadership of a relay of this instance changes. */
    WakeUpSignal leadershipChanges() {
        return leadership;
    }
}
