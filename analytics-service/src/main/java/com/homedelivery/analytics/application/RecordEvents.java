package com.homedelivery.analytics.application;

import com.homedelivery.shared.event.DomainEvent;
import com.homedelivery.shared.event.UserEvent.UserDeleted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/**
 * Records the facts of events, many at a time. Idempotent, and independent of the order of events. An event that cannot be
 * recorded becomes a dead letter and does not block others.
 *
 * <p>Whoever is deleted is forgotten before the facts of the batch are saved: from then on their facts are those of somebody
 * without an account, also when an event comes late.
 */
@Service
public class RecordEvents {

    private final FactRepository facts;
    private final Pseudonyms pseudonyms;

    RecordEvents(FactRepository facts, Pseudonyms pseudonyms) {
        this.facts = facts;
        this.pseudonyms = pseudonyms;
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
        List<String> deleted = new ArrayList<>();
        for (ReceivedEvent event : batch) {
            try {
                DomainEvent read = event.reader().get();
                projected.add(new ProjectedEvent(event, EventProjection.of(read)));
                if (read instanceof UserDeleted gone) {
                    deleted.add(gone.userId().toString());
                }
            } catch (RuntimeException unreadable) {
                rejected.add(new RejectedEvent(event, String.valueOf(unreadable)));
            }
        }
        deleted.forEach(pseudonyms::forget);
        rejected.addAll(facts.save(withPseudonyms(projected)));
        return rejected;
    }

    private List<ProjectedEvent> withPseudonyms(List<ProjectedEvent> events) {
        Map<String, String> names = pseudonyms.of(events.stream()
                .flatMap(event -> event.facts().stream())
                .flatMap(Fact::people)
                .collect(Collectors.toSet()));
        return names.isEmpty()
                ? events
                : events.stream()
                        .map(event -> event.calling(person -> names.getOrDefault(person, person)))
                        .toList();
    }
}
