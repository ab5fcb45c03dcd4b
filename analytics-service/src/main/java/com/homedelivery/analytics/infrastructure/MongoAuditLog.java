package com.homedelivery.analytics.infrastructure;

import com.homedelivery.shared.ops.audit.AuditEntry;
import com.homedelivery.shared.ops.audit.AuditLog;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.bson.Document;
import org.springframework.data.mongodb.core.CollectionCallback;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/** The audit log of operators, in the collection {@code ops_audit}. */
@Component
class MongoAuditLog implements AuditLog {

    private static final String COLLECTION = "ops_audit";

    private final MongoTemplate mongo;

    MongoAuditLog(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    @Override
    public void record(AuditEntry entry) {
        Document document = new Document("at", Date.from(entry.at()))
                .append("userId", entry.userId().toString())
                .append("action", entry.action().name())
                .append("item", entry.item())
                .append("itemId", entry.itemId())
                .append("stream", entry.stream())
                .append("type", entry.type())
                .append("eventId", entry.eventId())
                .append("reason", entry.reason());
        inCollection(log -> log.insertOne(document));
    }

    @Override
    public List<AuditEntry> page(int offset, int limit) {
        return inCollection(log -> log.find()
                .sort(Sorts.descending("at", "_id"))
                .skip(offset)
                .limit(limit)
                .map(MongoAuditLog::entry)
                .into(new ArrayList<>()));
    }

    @Override
    public long count() {
        return inCollection(log -> log.countDocuments());
    }

    private static AuditEntry entry(Document document) {
        return new AuditEntry(
                document.getDate("at").toInstant(),
                UUID.fromString(document.getString("userId")),
                AuditEntry.Action.valueOf(document.getString("action")),
                document.getString("item"),
                document.getString("itemId"),
                document.getString("stream"),
                document.getString("type"),
                document.getString("eventId"),
                document.getString("reason"));
    }

    private <T> T inCollection(CollectionCallback<T> action) {
        return Objects.requireNonNull(mongo.execute(COLLECTION, action));
    }
}
