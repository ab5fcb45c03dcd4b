package com.homedelivery.analytics.application;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Something that is known about one thing for good. Learning it again, or later than what came after it, changes nothing:
 * values are set that never change, or the earliest moment and the furthest stage are kept.
 *
 * @param about which collection
 * @param id of the thing
 * @param changes what is known
 */
record Fact(FactCollection about, String id, List<Bson> changes) {

    private static final UpdateOptions EVEN_IF_NEW = new UpdateOptions().upsert(true);

    UpdateOneModel<Document> write() {
        return new UpdateOneModel<>(new Document("_id", id), Updates.combine(changes), EVEN_IF_NEW);
    }
}
