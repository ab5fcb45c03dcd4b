package com.homedelivery.delivery.infrastructure;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;
import org.springframework.util.backoff.FixedBackOff;

/**
 * This instance's ear on the Redis channel of {@link RedisLiveUpdatePublisher}. It listens before the first client can connect, or
 * else as soon as Redis is there, which need not be when the service starts; a connection that is lost later comes back
 * by itself.
 */
@Component
class RedisLiveUpdateSubscriber implements SmartInitializingSingleton, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(RedisLiveUpdateSubscriber.class);
    private static final long TRY_AGAIN_AFTER_MS = 1000;
    private static final int MOST_WAITING = 10_000;

    private final RedisMessageListenerContainer channel = new RedisMessageListenerContainer();
    private final ThreadPoolTaskExecutor listener = oneAfterTheOther();
    private volatile boolean listening;

    RedisLiveUpdateSubscriber(RedisConnectionFactory redis, RedisLiveUpdatePublisher updates) {
        channel.setConnectionFactory(redis);
        channel.setTaskExecutor(listener);
        channel.setSubscriptionExecutor(new SimpleAsyncTaskExecutor("live-channel-"));
        channel.setRecoveryBackoff(new FixedBackOff(TRY_AGAIN_AFTER_MS, FixedBackOff.UNLIMITED_ATTEMPTS));
        channel.addMessageListener(updates, ChannelTopic.of(RedisLiveUpdatePublisher.CHANNEL));
        channel.afterPropertiesSet();
    }

    /** One thread, or the updates of a delivery could overtake each other. */
    private static ThreadPoolTaskExecutor oneAfterTheOther() {
        ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
        executor.setCorePoolSize(1);
        executor.setMaxPoolSize(1);
        executor.setQueueCapacity(MOST_WAITING);
        executor.setThreadNamePrefix("live-updates-");
        executor.initialize();
        return executor;
    }

    /** Whatever is told from then on reaches whoever connects: a client misses nothing of an instance that is new. */
    @Override
    public void afterSingletonsInstantiated() {
        listen();
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void listen() {
        if (listening) {
            return;
        }
        try {
            channel.start();
            listening = true;
        } catch (RuntimeException e) {
            channel.stop();
            log.warn("Other instances cannot be heard yet: {}", e.getMessage());
        }
    }

    @Override
    public void destroy() throws Exception {
        channel.destroy();
        listener.shutdown();
    }
}
