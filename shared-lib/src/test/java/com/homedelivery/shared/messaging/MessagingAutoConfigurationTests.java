package com.homedelivery.shared.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.event.EventMetadata;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.event.UserEvent;
import com.homedelivery.shared.messaging.inbox.Inbox;
import com.homedelivery.shared.messaging.kafka.TopicNames;
import com.homedelivery.shared.messaging.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.util.ClassUtils;

/** What starts in which kind of service; those with everything are {@link MessagingIT}'s. */
class MessagingAutoConfigurationTests {

    private static final String[] DATABASE = {
        "org.springframework.jdbc", "org.postgresql", "org.springframework.transaction"
    };
    private static final String[] REDIS = {"io.lettuce", "org.springframework.data.redis"};
    private static final String[] KAFKA = {"org.apache.kafka", "org.springframework.kafka"};

    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withPropertyValues(
                    "spring.application.name=tests",
                    "spring.data.redis.port=1",
                    "spring.kafka.bootstrap-servers=localhost:1",
                    "spring.kafka.admin.auto-create=false")
            .withBean(Clock.class, Clock::systemUTC)
            .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
            .withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class, KafkaAutoConfiguration.class))
            .withConfiguration(AutoConfigurations.of(ofMessaging()));

    @Test
    void aServiceWithKafkaOnlyGetsItsTopics() {
        service.withClassLoader(without(DATABASE, REDIS))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(TopicNames.class)
                        .hasBean("topicProvisioningTask")
                        .doesNotHaveBean(Outbox.class)
                        .doesNotHaveBean("streamConsumers"));
    }

    @Test
    void aServiceWithRedisOnlyConsumesWithItsOwnInbox() {
        service.withClassLoader(without(DATABASE, KAFKA))
                .withUserConfiguration(OwnInbox.class, Users.class)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasBean("streamConsumers")
                        .doesNotHaveBean(Outbox.class)
                        .doesNotHaveBean("topicProvisioningTask"));
    }

    @Test
    void aServiceThatSubscribesToNothingConsumesNothing() {
        service.withClassLoader(without(DATABASE, KAFKA))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(Inbox.class)
                        .doesNotHaveBean("streamConsumers"));
    }

    @Test
    void aGatewayWithoutAnyOfThemStarts() {
        service.withClassLoader(without(DATABASE, REDIS, KAFKA))
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void twoSubscriptionsToOneStreamAreRefused() {
        service.withClassLoader(without(DATABASE, KAFKA))
                .withUserConfiguration(OwnInbox.class, UsersTwice.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessage("More than one StreamSubscription to stream:users"));
    }

    @Test
    void anOutboxWithoutASinkForEachDestinationStopsTheStart() {
        new ApplicationContextRunner()
                .withPropertyValues("spring.application.name=tests", "spring.data.redis.port=1")
                .withBean(Clock.class, Clock::systemUTC)
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .withUserConfiguration(DatabaseAndKafkaWithoutAdmin.class)
                .withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
                .withConfiguration(AutoConfigurations.of(ofMessaging()))
                .run(
                        context -> assertThat(context)
                                .getFailure()
                                .rootCause()
                                .hasMessage(
                                        "The outbox has 0 sinks for kafka instead of one, so that events would wait there for ever or go out twice"));
    }

    /** Those of the imports file: they are package-private, in many packages. */
    private static Class<?>[] ofMessaging() {
        return ImportCandidates.load(AutoConfiguration.class, MessagingAutoConfigurationTests.class.getClassLoader())
                .getCandidates()
                .stream()
                .filter(name -> name.startsWith(MessagingAutoConfigurationTests.class.getPackageName() + "."))
                .map(name -> ClassUtils.resolveClassName(name, null))
                .toArray(Class<?>[]::new);
    }

    private static FilteredClassLoader without(String[]... packages) {
        return new FilteredClassLoader(
                Arrays.stream(packages).flatMap(Arrays::stream).toArray(String[]::new));
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnInbox implements Inbox {

        @Override
        public void once(EventMetadata event, Runnable action) {
            action.run();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class DatabaseAndKafkaWithoutAdmin {

        private static final String NOWHERE = "jdbc:postgresql://localhost:1/nowhere";

        @Bean
        JdbcConnectionDetails database() {
            return new JdbcConnectionDetails() {
                @Override
                public String getUsername() {
                    return "nobody";
                }

                @Override
                public String getPassword() {
                    return "";
                }

                @Override
                public String getJdbcUrl() {
                    return NOWHERE;
                }
            };
        }

        @Bean
        JdbcTemplate jdbcTemplate() {
            return new JdbcTemplate(new DriverManagerDataSource(NOWHERE));
        }

        @Bean
        JdbcClient jdbc(JdbcTemplate template) {
            return JdbcClient.create(template);
        }

        @Bean
        KafkaTemplate<String, String> kafka() {
            return new KafkaTemplate<>(new DefaultKafkaProducerFactory<>(Map.of()));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Users {

        @Bean
        StreamSubscription<UserEvent> users() {
            return StreamSubscription.to(EventStream.USERS, _ -> {});
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Users.class)
    static class UsersTwice {

        @Bean
        StreamSubscription<UserEvent> usersAgain() {
            return StreamSubscription.to(EventStream.USERS, _ -> {});
        }
    }
}
