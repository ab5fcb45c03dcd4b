package com.homedelivery.analytics.infrastructure;

import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Timeouts and connections of the MongoDB client, and its health check. */
@Configuration(proxyBeanMethods = false)
class MongoConfiguration {

    private static final int CONNECT_SECONDS = 2;
    private static final int SELECTION_SECONDS = 3;
    private static final int READ_SECONDS = 15;
    private static final int MAX_CONNECTIONS = 10;

    @Bean
    MongoClientSettingsBuilderCustomizer mongoTimeouts() {
        return settings -> settings.applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(SELECTION_SECONDS, TimeUnit.SECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                        .readTimeout(READ_SECONDS, TimeUnit.SECONDS))
                .applyToConnectionPoolSettings(
                        pool -> pool.maxSize(MAX_CONNECTIONS).maxWaitTime(SELECTION_SECONDS, TimeUnit.SECONDS));
    }

    /** A ping; the default check lists the databases, which needs more rights. */
    @Bean
    HealthIndicator mongoHealthIndicator(MongoTemplate mongo) {
        return new AbstractHealthIndicator() {

            @Override
            protected void doHealthCheck(Health.Builder health) {
                mongo.executeCommand(new Document("ping", 1));
                health.up();
            }
        };
    }
}
