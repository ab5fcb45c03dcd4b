package com.homedelivery.analytics.application;

import com.homedelivery.shared.event.DomainEvent;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * Takes down what is learnt from events, many at a time. Whatever it is told twice or late, it says the same in the end.
 * What cannot be taken down is put aside and holds up nothing.
 */
@Component
public class FactRepository {

    /** Two instances may be the first to hear of the same thing at once; one of them has to try again. */
    private static final int DUPLICATE_KEY = 11000;

    private static final int LONGEST_REASON = 4_000;
    private static final BulkWriteOptions INDEPENDENT = new BulkWriteOptions().ordered(false);

    private final MongoTemplate mongo;
    private final Clock clock;
    private volatile boolean prepared;

    FactRepository(MongoTemplate mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    /**
     * An event as it was received.
     *
     * @param position where it stands in the record: {@code orders-0@42}, the same whenever it is read
     * @param topic where it was read
     * @param type its name on the wire, or null
     * @param eventId its id, or null
     * @param subject what it is about, or null
     * @param value its JSON, or null
     * @param reading reads it
     */
    public record Received(
            String position,
            String topic,
            @Nullable String type,
            @Nullable String eventId,
            @Nullable String subject,
            @Nullable String value,
            Supplier<DomainEvent> reading) {}

    /**
     * Takes down a batch; all of it is kept when this returns.
     *
     * @return how many were put aside because they could not be read or kept
     * @throws RuntimeException when the database does not answer; the batch is to be handed in again
     */
    public int takeDown(List<Received> batch) {
        List<Refused> aside = keep(batch);
        if (!aside.isEmpty()) {
            bulkWrite(
                    FactCollection.DEAD_LETTERS,
                    aside.stream().map(this::deadLetter).toList());
        }
        return aside.size();
    }

    /**
     * Takes down one event that was put aside before.
     *
     * @return why it still cannot be read or kept, or empty when it is kept
     * @throws RuntimeException when the database does not answer
     */
    Optional<String> takeDownAgain(Received received) {
        return keep(List.of(received)).stream().map(Refused::reason).findFirst();
    }

    private List<Refused> keep(List<Received> batch) {
        prepare();
        Map<FactCollection, Page> pages = new EnumMap<>(FactCollection.class);
        List<Refused> aside = new ArrayList<>();
        for (Received received : batch) {
            try {
                EventProjection.of(received.reading().get())
                        .forEach(fact -> pages.computeIfAbsent(fact.about(), _ -> new Page())
                                .add(fact, received));
            } catch (RuntimeException unreadable) {
                aside.add(new Refused(received, String.valueOf(unreadable)));
            }
        }
        pages.forEach((facts, page) -> aside.addAll(write(facts, page)));
        return aside;
    }

    /** Writes one collection's facts, and returns those that the database does not take. */
    private List<Refused> write(FactCollection facts, Page page) {
        try {
            bulkWrite(facts, page.writes);
            return List.of();
        } catch (MongoBulkWriteException refused) {
            if (refused.getWriteConcernError() != null
                    || refused.getWriteErrors().stream().anyMatch(error -> error.getCode() == DUPLICATE_KEY)) {
                throw refused;
            }
            List<Refused> aside = new ArrayList<>();
            for (BulkWriteError error : refused.getWriteErrors()) {
                aside.add(new Refused(page.origins.get(error.getIndex()), error.getMessage()));
            }
            return aside;
        }
    }

    private void bulkWrite(FactCollection facts, List<UpdateOneModel<Document>> writes) {
        mongo.getCollection(facts.collection()).bulkWrite(writes, INDEPENDENT);
    }

    /** Whole, so that it can be taken down again; Kafka takes no more than a mebibyte. */
    private UpdateOneModel<Document> deadLetter(Refused refused) {
        Received received = refused.received();
        Document letter = new Document("topic", received.topic())
                .append("type", received.type())
                .append("eventId", received.eventId())
                .append("subject", received.subject())
                .append("value", received.value())
                .append("reason", abbreviated(refused.reason()))
                .append("receivedAt", Date.from(Instant.now(clock)));
        return new Fact(FactCollection.DEAD_LETTERS, received.position(), List.of(new Document("$setOnInsert", letter)))
                .write();
    }

    private static String abbreviated(String reason) {
        return reason.substring(0, Math.min(reason.length(), LONGEST_REASON));
    }

    private void prepare() {
        if (!prepared) {
            for (FactCollection facts : FactCollection.values()) {
                mongo.getCollection(facts.collection()).createIndexes(facts.indexes());
            }
            prepared = true;
        }
    }

    /** An event that could not be read or kept, and why. */
    private record Refused(Received received, String reason) {}

    private static final class Page {

        private final List<UpdateOneModel<Document>> writes = new ArrayList<>();
        private final List<Received> origins = new ArrayList<>();

        void add(Fact fact, Received origin) {
            writes.add(fact.write());
            origins.add(origin);
        }
    }
}
