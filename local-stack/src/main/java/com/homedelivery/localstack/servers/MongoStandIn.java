package com.homedelivery.localstack.servers;

import com.homedelivery.localstack.client.ServerAddresses;
import com.homedelivery.localstack.client.ServersSpec;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Speaks MongoDB's wire protocol, inside this JVM: there is no real {@code mongod} to be had without Docker. It knows the
 * common commands and aggregation stages, but no transactions, change streams or update pipelines, and it ignores TTL
 * indexes.
 */
final class MongoStandIn implements AutoCloseable {

    private final MongoServer server;

    MongoStandIn(ServersSpec spec) throws IOException {
        H2Backend backend = H2Backend.inMemory();
        if (spec.keepsData()) {
            Path folder = Files.createDirectories(spec.dataDirectory().resolve("mongo"));
            backend = new H2Backend(folder.resolve("store.mv").toString());
        }
        server = new MongoServer(backend);
        server.bind(ServerAddresses.HOST, spec.ports().mongo());
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
