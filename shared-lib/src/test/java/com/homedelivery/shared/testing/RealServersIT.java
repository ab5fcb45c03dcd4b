package com.homedelivery.shared.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.context.ContextConfiguration;

@SpringBootTest(
        classes = RealServersIT.Clients.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "spring.application.name=real-servers",
            "spring.kafka.consumer.auto-offset-reset=earliest",
            "spring.kafka.consumer.group-id=real-servers"
        })
@ContextConfiguration(initializers = RealServers.class)
class RealServersIT {

    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class,
        DataRedisAutoConfiguration.class,
        KafkaAutoConfiguration.class,
        MongoAutoConfiguration.class,
        DataMongoAutoConfiguration.class
    })
    static class Clients {}

    @Test
    void postgresIsVersion18(@Autowired JdbcClient jdbc) {
        String version = jdbc.sql("show server_version").query(String.class).single();

        assertThat(version).startsWith("18");
    }

    @Test
    void redisKeepsAValue(@Autowired StringRedisTemplate redis) {
        redis.opsForValue().set("greeting", "hello");

        assertThat(redis.opsForValue().get("greeting")).isEqualTo("hello");
        assertThat(redis.opsForValue().getOperations().keys("*")).contains("greeting");
    }

    @Test
    void kafkaDeliversWhatWasSent(
            @Autowired KafkaTemplate<String, String> kafka,
            @Autowired ConsumerFactory<String, String> consumers,
            @Value("${homedelivery.messaging.topic-prefix}") String prefix) {
        String topic = prefix + "greetings";
        kafka.send(topic, "key", "hello").join();

        try (Consumer<String, String> consumer = consumers.createConsumer()) {
            consumer.subscribe(List.of(topic));
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(consumer.poll(Duration.ofMillis(200)))
                            .extracting(message -> message.value())
                            .containsExactly("hello"));
        }
    }

    @Test
    void mongoKeepsADocument(@Autowired MongoTemplate mongo) {
        mongo.getCollection("greetings").insertOne(new Document("text", "hello"));

        assertThat(mongo.getCollection("greetings").countDocuments(new Document("text", "hello")))
                .isEqualTo(1);
    }

    @Test
    void mailServerListens() throws Exception {
        TestServers.Mail mail = TestServers.current().mail();

        try (Socket socket = new Socket(mail.smtpHost(), mail.smtpPort())) {
            assertThat(socket.getInputStream().read()).isEqualTo('2');
        }
    }
}
