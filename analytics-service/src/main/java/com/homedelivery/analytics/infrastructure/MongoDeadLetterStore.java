package com.homedelivery.analytics.infrastructure;

import com.homedelivery.analytics.application.KafkaDeadLetterStore;
import com.homedelivery.analytics.application.ReceivedEvent;
import com.homedelivery.analytics.application.RecordEvents;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.messaging.kafka.KafkaRecordMapper;
import com.homedelivery.shared.ops.DeadLetter;
import com.homedelivery.shared.ops.RetryFailedException;
import com.mongodb.client.FindIterable;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.CollectionCallback;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/** Dead letters with their whole content, in the collection {@code dead_letters}. */
@Component
class MongoDeadLetterStore implements KafkaDeadLetterStore {

    private static final String SOURCE = "kafka";
    private static final Bson NEWEST_FIRST = Sorts.descending("receivedAt", "_id");
    private static final Bson OLDEST_FIRST = Sorts.ascending("receivedAt", "_id");

    private final MongoTemplate mongo;
    private final RecordEvents recordEvents;

    MongoDeadLetterStore(MongoTemplate mongo, RecordEvents recordEvents) {
        this.mongo = mongo;
        this.recordEvents = recordEvents;
    }

    @Override
    public List<DeadLetter> newest(@Nullable String stream, int offset, int limit) {
        return inCollection(letters -> toDeadLetters(letters.find(filter(stream, null))
                .sort(NEWEST_FIRST)
                .skip(offset)
                .limit(limit)));
    }

    @Override
    public List<DeadLetter> oldest(@Nullable String stream, @Nullable String type, @Nullable String after, int limit) {
        Bson filter = after == null ? filter(stream, type) : Filters.and(filter(stream, type), after(after));
        return inCollection(
                letters -> toDeadLetters(letters.find(filter).sort(OLDEST_FIRST).limit(limit)));
    }

    @Override
    public long count(@Nullable String stream) {
        return inCollection(letters -> letters.countDocuments(filter(stream, null)));
    }

    @Override
    public Optional<DeadLetter> find(String id) {
        return inCollection(letters -> toDeadLetters(letters.find(new Document("_id", id)))).stream()
                .findFirst();
    }

    @Override
    public boolean retry(String id) {
        Optional<DeadLetter> found = find(id);
        found.flatMap(letter -> recordEvents.retry(toEvent(letter))).ifPresent(reason -> {
            throw new RetryFailedException(reason);
        });
        return found.isPresent() && discard(id);
    }

    @Override
    public boolean discard(String id) {
        return inCollection(
                        letters -> letters.deleteOne(new Document("_id", id)).getDeletedCount())
                == 1;
    }

    @Override
    public List<Received> findReceivedSince(Instant time, List<String> types, int limit) {
        Bson filter = Filters.and(Filters.gte("receivedAt", Date.from(time)), Filters.in("type", types));
        return inCollection(letters -> letters.find(filter)
                .sort(OLDEST_FIRST)
                .limit(limit)
                .projection(Projections.include("receivedAt"))
                .map(document -> new Received(
                        document.getString("_id"),
                        document.getDate("receivedAt").toInstant()))
                .into(new ArrayList<>()));
    }

    private static ReceivedEvent toEvent(DeadLetter letter) {
        return new ReceivedEvent(
                letter.id(),
                letter.stream(),
                letter.type(),
                letter.eventId(),
                letter.subject(),
                letter.data(),
                () -> KafkaRecordMapper.event(letter.type(), letter.data()));
    }

    private static Document filter(@Nullable String topic, @Nullable String type) {
        Document filter = new Document();
        if (topic != null) {
            filter.append("topic", topic);
        }
        if (type != null) {
            filter.append("type", type);
        }
        return filter;
    }

    private Bson after(String id) {
        Date receivedAt = find(id).map(letter -> Date.from(letter.failedAt()))
                .orElseThrow(() -> new NotFoundException("Dead letter"));
        return Filters.or(
                Filters.gt("receivedAt", receivedAt),
                Filters.and(Filters.eq("receivedAt", receivedAt), Filters.gt("_id", id)));
    }

    private static List<DeadLetter> toDeadLetters(FindIterable<Document> found) {
        return found.map(MongoDeadLetterStore::toDeadLetter).into(new ArrayList<>());
    }

    private static DeadLetter toDeadLetter(Document document) {
        String position = document.getString("_id");
        return new DeadLetter(
                position,
                SOURCE,
                position.substring(0, position.lastIndexOf('-')),
                document.getString("type"),
                document.getString("eventId"),
                document.getString("subject"),
                document.getString("reason"),
                1,
                document.getDate("receivedAt").toInstant(),
                document.getString("value"),
                null);
    }

    private <T> T inCollection(CollectionCallback<T> action) {
        return Objects.requireNonNull(mongo.execute(FactCollection.DEAD_LETTERS.name(), action));
    }
}
