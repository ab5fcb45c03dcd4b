package com.homedelivery.shared.testing;

import com.mongodb.ConnectionString;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;

/** Loaded only where there is MongoDB. */
record MongoDetails(String uri) implements MongoConnectionDetails {

    static void register(ConfigurableApplicationContext context, TestServers servers, String name) {
        context.getBeanFactory().registerSingleton("realMongo", new MongoDetails(servers.mongoUri(name)));
    }

    @Override
    public ConnectionString getConnectionString() {
        return new ConnectionString(uri);
    }
}
