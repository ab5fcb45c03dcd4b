package com.homedelivery.shared.messaging.kafka;

import com.homedelivery.shared.fault.Fault;
import com.homedelivery.shared.fault.FaultSwitches;
import com.homedelivery.shared.messaging.MessagingProperties;
import com.homedelivery.shared.messaging.TracePropagation;
import com.homedelivery.shared.messaging.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;

/** The topics, for everybody who has Kafka; for those who publish, the relay's way there and the one past the outbox. */
@AutoConfiguration(
        afterName = {
            "com.homedelivery.shared.messaging.outbox.OutboxAutoConfiguration",
            "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration"
        })
@ConditionalOnClass(KafkaAdmin.class)
@ConditionalOnBean(KafkaAdmin.class)
class KafkaMessagingAutoConfiguration {

    private static final Fault PAUSED =
            new Fault("kafka-paused", "No service sends its events to Kafka; they wait, and analytics stands still");

    @Bean
    TopicNames topicNames(MessagingProperties properties) {
        return new TopicNames(properties.topicPrefix());
    }

    /** The relay makes the topics where there is one. */
    @Bean
    @ConditionalOnMissingBean(Outbox.class)
    TopicProvisioningTask topicProvisioningTask(KafkaAdmin admin, TopicNames topics, MessagingProperties properties) {
        return new TopicProvisioningTask(new TopicProvisioner(admin, topics, properties.kafka()));
    }

    /** What is unsent when the service stops is in the outbox; there is nothing to wait for. */
    @Bean
    @ConditionalOnBean(Outbox.class)
    DefaultKafkaProducerFactoryCustomizer closeKafkaProducerSoon() {
        return factory -> factory.setPhysicalCloseTimeout(1);
    }

    @Bean
    @ConditionalOnBean(Outbox.class)
    @ConditionalOnBooleanProperty("homedelivery.demo-data")
    Fault kafkaPaused() {
        return PAUSED;
    }

    /** Closed by the relay that uses it. */
    @Bean(destroyMethod = "")
    @ConditionalOnBean(Outbox.class)
    KafkaSink kafkaSink(
            KafkaTemplate<String, String> kafka,
            ConsumerFactory<String, String> consumers,
            KafkaAdmin admin,
            TopicNames topics,
            MessagingProperties properties,
            Clock clock,
            @Value("${spring.application.name}") String source,
            ObjectProvider<FaultSwitches> faults) {
        FaultSwitches switches = faults.getIfAvailable();
        return new KafkaSink(
                kafka,
                topics,
                new TopicProvisioner(admin, topics, properties.kafka()),
                new KafkaHighWaterMarks(
                        () -> Admin.create(admin.getConfigurationProperties()), consumers, topics, source, clock),
                () -> switches != null && switches.isOn(PAUSED));
    }

    @Bean
    @ConditionalOnBean(Outbox.class)
    BestEffortPublisher bestEffortPublisher(
            KafkaTemplate<String, String> kafka,
            KafkaAdmin admin,
            TopicNames topics,
            MessagingProperties properties,
            TracePropagation traces,
            Clock clock,
            MeterRegistry registry,
            @Value("${spring.application.name}") String source) {
        return new BestEffortPublisher(
                kafka,
                topics,
                new TopicProvisioner(admin, topics, properties.kafka()),
                traces,
                clock,
                source,
                registry);
    }
}
