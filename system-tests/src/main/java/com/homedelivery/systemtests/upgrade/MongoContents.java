package com.homedelivery.systemtests.upgrade;

import com.homedelivery.localstack.client.ServerAddresses;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;

/** The read side: every collection with its indexes and documents, as extended JSON. */
final class MongoContents implements ServerContents {

    private static final String DATABASE = "analytics";
    private static final String INDEXES = ".indexes.jsonl";
    private static final String DOCUMENTS = ".documents.jsonl";
    private static final JsonWriterSettings EXACT =
            JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();

    @Override
    public String name() {
        return "mongo";
    }

    @Override
    public void record(ServerAddresses servers, Path folder, Path version) throws IOException {
        try (MongoClient client = MongoClients.create(servers.mongoUri(DATABASE))) {
            MongoDatabase database = client.getDatabase(DATABASE);
            for (String name : database.listCollectionNames()) {
                write(
                        folder.resolve(name + INDEXES),
                        database.getCollection(name).listIndexes());
                write(
                        folder.resolve(name + DOCUMENTS),
                        database.getCollection(name).find());
            }
        }
    }

    private static void write(Path file, Iterable<Document> documents) throws IOException {
        List<String> lines = new ArrayList<>();
        documents.forEach(document -> lines.add(document.toJson(EXACT)));
        Files.write(file, lines);
    }

    @Override
    public void restore(ServerAddresses servers, Path folder) throws IOException {
        try (MongoClient client = MongoClients.create(servers.mongoUri(DATABASE));
                var files = Files.newDirectoryStream(folder, "*" + DOCUMENTS)) {
            MongoDatabase database = client.getDatabase(DATABASE);
            for (Path file : files) {
                String name = file.getFileName().toString().replace(DOCUMENTS, "");
                List<Document> indexes = read(folder.resolve(name + INDEXES));
                if (!indexes.isEmpty()) {
                    database.runCommand(new Document("createIndexes", name).append("indexes", indexes));
                }
                List<Document> documents = read(file);
                if (!documents.isEmpty()) {
                    database.getCollection(name).insertMany(documents);
                }
            }
        }
    }

    private static List<Document> read(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(Document::parse).toList();
    }
}
