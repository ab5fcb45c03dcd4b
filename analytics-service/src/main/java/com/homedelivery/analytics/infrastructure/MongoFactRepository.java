package com.homedelivery.analytics.infrastructure;

import com.homedelivery.analytics.application.Fact;
import com.homedelivery.analytics.application.FactRepository;
import com.homedelivery.analytics.application.FactType;
import com.homedelivery.analytics.application.ProjectedEvent;
import com.homedelivery.analytics.application.ReceivedEvent;
import com.homedelivery.analytics.application.RejectedEvent;
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
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/** One unordered bulk write for each collection. */
@Component
class MongoFactRepository implements FactRepository {

    /** Two instances may insert the same document concurrently; one of them has to try again. */
    private static final int DUPLICATE_KEY = 11000;

    private static final int MAX_REASON_LENGTH = 4_000;
    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private final MongoTemplate mongo;
    private final Clock clock;
    private volatile boolean hasIndexes;

    MongoFactRepository(MongoTemplate mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    @Override
    public List<RejectedEvent> save(List<ProjectedEvent> events) {
        createIndexes();
        Map<FactType, Batch> batches = new EnumMap<>(FactType.class);
        List<RejectedEvent> rejected = new ArrayList<>();
        for (ProjectedEvent projected : events) {
            try {
                for (Fact fact : projected.facts()) {
                    batches.computeIfAbsent(fact.type(), _ -> new Batch()).add(FactUpdate.of(fact), projected.event());
                }
            } catch (RuntimeException notStorable) {
                rejected.add(new RejectedEvent(projected.event(), String.valueOf(notStorable)));
            }
        }
        batches.forEach((type, batch) -> rejected.addAll(write(FactCollection.of(type), batch)));
        return rejected;
    }

    private List<RejectedEvent> write(FactCollection collection, Batch batch) {
        try {
            bulkWrite(collection, batch.writes);
            return List.of();
        } catch (MongoBulkWriteException e) {
            if (e.getWriteConcernError() != null
                    || e.getWriteErrors().stream().anyMatch(error -> error.getCode() == DUPLICATE_KEY)) {
                throw e;
            }
            List<RejectedEvent> rejected = new ArrayList<>();
            for (BulkWriteError error : e.getWriteErrors()) {
                rejected.add(new RejectedEvent(batch.events.get(error.getIndex()), error.getMessage()));
            }
            return rejected;
        }
    }

    @Override
    public void saveDeadLetters(List<RejectedEvent> events) {
        bulkWrite(
                FactCollection.DEAD_LETTERS,
                events.stream().map(this::deadLetter).toList());
    }

    private UpdateOneModel<Document> deadLetter(RejectedEvent rejected) {
        ReceivedEvent event = rejected.event();
        Document letter = new Document("topic", event.topic())
                .append("type", event.type())
                .append("eventId", event.eventId())
                .append("subject", event.subject())
                .append("value", event.value())
                .append("reason", abbreviate(rejected.reason()))
                .append("receivedAt", Date.from(Instant.now(clock)));
        return FactUpdate.upsert(event.position(), new Document("$setOnInsert", letter));
    }

    private void bulkWrite(FactCollection collection, List<UpdateOneModel<Document>> writes) {
        mongo.getCollection(collection.name()).bulkWrite(writes, UNORDERED);
    }

    private static String abbreviate(String reason) {
        return reason.substring(0, Math.min(reason.length(), MAX_REASON_LENGTH));
    }

    private void createIndexes() {
        if (!hasIndexes) {
            for (FactType type : FactType.values()) {
                createIndexes(FactCollection.of(type));
            }
            createIndexes(FactCollection.DEAD_LETTERS);
            hasIndexes = true;
        }
    }

    private void createIndexes(FactCollection collection) {
        mongo.getCollection(collection.name()).createIndexes(collection.indexes());
    }

    /** The writes to one collection, and the event of each. */
    private static final class Batch {

        private final List<UpdateOneModel<Document>> writes = new ArrayList<>();
        private final List<ReceivedEvent> events = new ArrayList<>();

        void add(UpdateOneModel<Document> write, ReceivedEvent event) {
            writes.add(write);
            events.add(event);
        }
    }
}
