package com.homedelivery.analytics.application;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * Records the facts of events, many at a time. Idempotent, and independent of the order of events. An event that cannot be
 * recorded becomes a dead letter and does not block others.
 */
@Service
public class RecordEvents {

    private final FactRepository facts;

    RecordEvents(FactRepository facts) {
        this.facts = facts;
    }

    /**
     * Records a batch; all of it is stored when this returns.
     *
     * @return how many became dead letters
     * @throws RuntimeException when the database does not answer; the batch is to be handed in again
     */
    public int record(List<ReceivedEvent> batch) {
        List<RejectedEvent> rejected = save(batch);
        if (!rejected.isEmpty()) {
            facts.saveDeadLetters(rejected);
        }
        return rejected.size();
    }

    /**
     * Records one dead letter.
     *
     * @return why it still cannot be recorded, or empty when it is
     * @throws RuntimeException when the database does not answer
     */
    public Optional<String> retry(ReceivedEvent event) {
        return save(List.of(event)).stream().map(RejectedEvent::reason).findFirst();
    }

    private List<RejectedEvent> save(List<ReceivedEvent> batch) {
        List<ProjectedEvent> projected = new ArrayList<>();
        List<RejectedEvent> rejected = new ArrayList<>();
        for (ReceivedEvent event : batch) {
            try {
                projected.add(new ProjectedEvent(
                        event, EventProjection.of(event.reader().get())));
            } catch (RuntimeException unreadable) {
                rejected.add(new RejectedEvent(event, String.valueOf(unreadable)));
            }
        }
        rejected.addAll(facts.save(projected));
        return rejected;
    }
}
