package com.homedelivery.notification.application;

import com.homedelivery.notification.domain.Channel;
import com.homedelivery.shared.work.WakeUpSignal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Wakes the worker of a channel. */
@Component
public class DispatchSignals {

    private final Map<Channel, WakeUpSignal> signals = new EnumMap<>(Channel.class);

    DispatchSignals() {
        for (Channel channel : Channel.values()) {
            signals.put(channel, new WakeUpSignal());
        }
    }

    /** The signal that the channel's worker waits for. */
    public WakeUpSignal of(Channel channel) {
        return Objects.requireNonNull(signals.get(channel));
    }

    void wakeUpAfterCommit(Channel channel) {
        of(channel).wakeUpAfterCommit();
    }
}
