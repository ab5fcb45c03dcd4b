package com.homedelivery.analytics.application;

import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.messaging.kafka.KafkaEvents;
import com.homedelivery.shared.ops.DeadLetter;
import com.homedelivery.shared.ops.DeadLetterStore;
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

/** The Kafka records that could not be taken down, kept whole in {@code dead_letters}. Ids are their positions. */
@Component
class KafkaDeadLetters implements DeadLetterStore {

    private static final String SOURCE = "kafka";
    private static final Bson NEWEST_FIRST = Sorts.descending("receivedAt", "_id");
    private static final Bson OLDEST_FIRST = Sorts.ascending("receivedAt", "_id");

    private final MongoTemplate mongo;
    private final FactRepository facts;

    KafkaDeadLetters(MongoTemplate mongo, FactRepository facts) {
        this.mongo = mongo;
        this.facts = facts;
    }

    @Override
    public List<DeadLetter> newest(@Nullable String stream, int offset, int limit) {
        return inLetters(letters -> lettersOf(letters.find(about(stream, null))
                .sort(NEWEST_FIRST)
                .skip(offset)
                .limit(limit)));
    }

    @Override
    public List<DeadLetter> oldest(@Nullable String stream, @Nullable String type, @Nullable String after, int limit) {
        Bson wanted = after == null ? about(stream, type) : Filters.and(about(stream, type), behind(after));
        return inLetters(
                letters -> lettersOf(letters.find(wanted).sort(OLDEST_FIRST).limit(limit)));
    }

    @Override
    public long count(@Nullable String stream) {
        return inLetters(letters -> letters.countDocuments(about(stream, null)));
    }

    @Override
    public Optional<DeadLetter> find(String id) {
        return inLetters(letters -> lettersOf(letters.find(new Document("_id", id)))).stream()
                .findFirst();
    }

    @Override
    public boolean retry(String id) {
        Optional<DeadLetter> found = find(id);
        found.flatMap(letter -> facts.takeDownAgain(received(letter))).ifPresent(reason -> {
            throw new RetryFailedException(reason);
        });
        return found.isPresent() && discard(id);
    }

    @Override
    public boolean discard(String id) {
        return inLetters(letters -> letters.deleteOne(new Document("_id", id)).getDeletedCount()) == 1;
    }

    /**
     * A dead letter without its content.
     *
     * @param receivedAt when it was put aside
     */
    record PutAside(String id, Instant receivedAt) {}

    /** Those of some types that were put aside at a time or later, the oldest first. */
    List<PutAside> putAsideSince(Instant time, List<String> types, int limit) {
        Bson wanted = Filters.and(Filters.gte("receivedAt", Date.from(time)), Filters.in("type", types));
        return inLetters(letters -> letters.find(wanted)
                .sort(OLDEST_FIRST)
                .limit(limit)
                .projection(Projections.include("receivedAt"))
                .map(kept -> new PutAside(
                        kept.getString("_id"), kept.getDate("receivedAt").toInstant()))
                .into(new ArrayList<>()));
    }

    private static FactRepository.Received received(DeadLetter letter) {
        return new FactRepository.Received(
                letter.id(),
                letter.stream(),
                letter.type(),
                letter.eventId(),
                letter.subject(),
                letter.data(),
                () -> KafkaEvents.event(letter.type(), letter.data()));
    }

    private static Document about(@Nullable String topic, @Nullable String type) {
        Document wanted = new Document();
        if (topic != null) {
            wanted.append("topic", topic);
        }
        if (type != null) {
            wanted.append("type", type);
        }
        return wanted;
    }

    private Bson behind(String id) {
        Date receivedAt = find(id).map(letter -> Date.from(letter.failedAt()))
                .orElseThrow(() -> new NotFoundException("Dead letter"));
        return Filters.or(
                Filters.gt("receivedAt", receivedAt),
                Filters.and(Filters.eq("receivedAt", receivedAt), Filters.gt("_id", id)));
    }

    private static List<DeadLetter> lettersOf(FindIterable<Document> found) {
        return found.map(KafkaDeadLetters::letter).into(new ArrayList<>());
    }

    private static DeadLetter letter(Document kept) {
        String position = kept.getString("_id");
        return new DeadLetter(
                position,
                SOURCE,
                position.substring(0, position.lastIndexOf('-')),
                kept.getString("type"),
                kept.getString("eventId"),
                kept.getString("subject"),
                kept.getString("reason"),
                1,
                kept.getDate("receivedAt").toInstant(),
                kept.getString("value"),
                null);
    }

    private <T> T inLetters(CollectionCallback<T> action) {
        return Objects.requireNonNull(mongo.execute(FactCollection.DEAD_LETTERS.collection(), action));
    }
}
