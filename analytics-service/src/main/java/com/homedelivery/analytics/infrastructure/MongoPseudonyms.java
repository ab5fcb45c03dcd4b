package com.homedelivery.analytics.infrastructure;

import com.homedelivery.analytics.application.FactType;
import com.homedelivery.analytics.application.Pseudonyms;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

@Component
class MongoPseudonyms implements Pseudonyms {

    private static final String PEOPLE = "forgotten_people";
    private static final String ID = "_id";
    private static final String NAME = "pseudonym";
    private static final String FORGOTTEN_AT = "forgottenAt";
    private static final String CUSTOMER = "userId";
    private static final String RIDER = "riderId";

    private final MongoTemplate mongo;
    private final Clock clock;

    MongoPseudonyms(MongoTemplate mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    @Override
    public void forget(String personId) {
        Bson name = Updates.combine(
                Updates.setOnInsert(NAME, UUID.randomUUID().toString()),
                Updates.setOnInsert(FORGOTTEN_AT, Date.from(clock.instant())));
        people().updateOne(Filters.eq(ID, personId), name, new UpdateOptions().upsert(true));
        of(List.of(personId)).forEach(this::replace);
    }

    @Override
    public Map<String, String> of(Collection<String> personIds) {
        Map<String, String> names = new HashMap<>();
        if (!personIds.isEmpty()) {
            people().find(Filters.in(ID, personIds))
                    .forEach(person -> names.put(person.getString(ID), person.getString(NAME)));
        }
        return names;
    }

    @Override
    public void replaceLateIds() {
        List<Document> all = people().find().into(new ArrayList<>());
        all.forEach(person -> replace(person.getString(ID), person.getString(NAME)));
    }

    @Override
    public void deleteBefore(Instant before) {
        people().deleteMany(Filters.lt(FORGOTTEN_AT, Date.from(before)));
    }

    private void replace(String personId, String name) {
        rename(FactType.ORDER, CUSTOMER, personId, name);
        rename(FactType.NOTIFICATION, CUSTOMER, personId, name);
        rename(FactType.DELIVERY, RIDER, personId, name);
        renameWithId(FactType.USER, Filters.eq(ID, personId), personId, name);
        renameWithId(FactType.RIDER_DAY, Filters.eq(RIDER, personId), personId, name);
        mongo.getCollection(FactCollection.DEAD_LETTERS.name()).deleteMany(Filters.eq("subject", personId));
    }

    private void rename(FactType type, String field, String personId, String name) {
        collection(type).updateMany(Filters.eq(field, personId), Updates.set(field, name));
    }

    /** The id of a document cannot be changed: it is written anew before the old one is deleted. */
    private void renameWithId(FactType type, Bson filter, String personId, String name) {
        MongoCollection<Document> collection = collection(type);
        for (Document old : collection.find(filter).into(new ArrayList<>())) {
            String id = old.getString(ID);
            Document renamed = new Document(old).append(ID, id.replace(personId, name));
            renamed.computeIfPresent(RIDER, (_, _) -> name);
            collection.replaceOne(Filters.eq(ID, renamed.getString(ID)), renamed, new ReplaceOptions().upsert(true));
            collection.deleteOne(Filters.eq(ID, id));
        }
    }

    private MongoCollection<Document> people() {
        return mongo.getCollection(PEOPLE);
    }

    private MongoCollection<Document> collection(FactType type) {
        return mongo.getCollection(FactCollection.of(type).name());
    }
}
