package com.homedelivery.delivery.infrastructure;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;
import org.springframework.util.backoff.FixedBackOff;

/**
 * Subscribes this instance to the Redis channel of {@link RedisLiveUpdatePublisher}: before the first client can connect, or as
 * soon as Redis is available, which it need not be when the service starts. A connection that is lost later is restored
 * by the container; it ends and begins with the connections of the service.
 */
@Component
class RedisLiveUpdateSubscriber implements SmartLifecycle, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(RedisLiveUpdateSubscriber.class);
    private static final long RETRY_INTERVAL_MS = 1000;
    private static final int QUEUE_CAPACITY = 10_000;

    private final RedisMessageListenerContainer container = new RedisMessageListenerContainer();
    private final ThreadPoolTaskExecutor executor = singleThread();
    private boolean running;
    private boolean subscribed;

    RedisLiveUpdateSubscriber(RedisConnectionFactory redis, RedisLiveUpdatePublisher updates) {
        container.setConnectionFactory(redis);
        container.setTaskExecutor(executor);
        container.setSubscriptionExecutor(new SimpleAsyncTaskExecutor("live-channel-"));
        container.setRecoveryBackoff(new FixedBackOff(RETRY_INTERVAL_MS, FixedBackOff.UNLIMITED_ATTEMPTS));
        container.addMessageListener(updates, ChannelTopic.of(RedisLiveUpdatePublisher.CHANNEL));
        container.afterPropertiesSet();
    }

    /** One thread, or the updates of a delivery could overtake each other. */
    private static ThreadPoolTaskExecutor singleThread() {
        ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
        pool.setCorePoolSize(1);
        pool.setMaxPoolSize(1);
        pool.setQueueCapacity(QUEUE_CAPACITY);
        pool.setThreadNamePrefix("live-updates-");
        pool.initialize();
        return pool;
    }

    /** Updates that are published from then on reach every client that connects to this instance. */
    @Override
    public synchronized void start() {
        running = true;
        subscribe();
    }

    @Override
    public synchronized void stop() {
        running = false;
        subscribed = false;
        container.stop();
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }

    /** After the connections to Redis, which are at 0, and long before the web server. */
    @Override
    public int getPhase() {
        return 1;
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    synchronized void subscribe() {
        if (!running || subscribed) {
            return;
        }
        try {
            container.start();
            subscribed = true;
        } catch (RuntimeException e) {
            container.stop();
            log.warn("Updates of other instances cannot be received yet: {}", e.getMessage());
        }
    }

    @Override
    public void destroy() throws Exception {
        container.destroy();
        executor.shutdown();
    }
}
