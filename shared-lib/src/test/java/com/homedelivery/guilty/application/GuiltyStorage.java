package com.homedelivery.guilty.application;

import com.homedelivery.shared.redis.BestEffortRedis;
import com.mongodb.client.MongoClient;
import io.lettuce.core.RedisClient;
import jakarta.servlet.http.HttpServletRequest;
import java.net.http.HttpClient;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.springframework.core.io.Resource;
import org.springframework.core.task.TaskExecutor;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.web.client.RestClient;
import org.springframework.web.server.ServerWebExchange;

/** Knows all the infrastructure that an application must not know. */
public record GuiltyStorage(
        BestEffortRedis bestEffort,
        StringRedisTemplate redis,
        RedisClient lettuce,
        JdbcClient jdbc,
        DataSource dataSource,
        MongoTemplate mongo,
        MongoClient driver,
        KafkaTemplate<String, String> kafka,
        KafkaProducer<String, String> producer,
        RestClient http,
        HttpClient plainHttp,
        ServerWebExchange exchange,
        HttpServletRequest request,
        ExecutorService executor,
        ScheduledExecutorService scheduled,
        ThreadPoolExecutor pool,
        ThreadPoolTaskScheduler scheduler,
        TaskExecutor tasks,
        Resource resource) {

    public static void startThreads() {
        new Thread(() -> {}).start();
        Thread.startVirtualThread(() -> {});
        Thread.ofVirtual().start(() -> {});
        Executors.newVirtualThreadPerTaskExecutor().close();
    }
}
