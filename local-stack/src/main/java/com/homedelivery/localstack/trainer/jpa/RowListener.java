package com.homedelivery.localstack.trainer.jpa;

import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.kafka.annotation.KafkaListener;

/** Hears of the rows again. */
class RowListener {

    static final String TOPIC = "trainer.rows";

    private final StringRedisTemplate redis;

    RowListener(StringRedisTemplate redis) {
        this.redis = redis;
    }

    @KafkaListener(topics = TOPIC)
    void heard(String message) {
        redis.opsForValue().set("trainer:heard", message);
    }
}
