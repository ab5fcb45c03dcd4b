package com.homedelivery.product.infrastructure;

import com.homedelivery.product.application.CatalogueChangeNotifier;
import com.homedelivery.product.application.CatalogueRevision;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Redis pub/sub, which may lose a message: {@link CatalogueRevision} expires anyway. Subscribes as soon as Redis is
 * reachable, which need not be at start; a connection that is lost later is restored by itself.
 */
@Component
class RedisCatalogueChangeNotifier implements CatalogueChangeNotifier, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(RedisCatalogueChangeNotifier.class);
    private static final String CHANNEL = "product:changes";
    private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

    private final StringRedisTemplate redis;
    private final Disposable subscription;

    RedisCatalogueChangeNotifier(
            StringRedisTemplate redis, ReactiveStringRedisTemplate subscriber, CatalogueRevision revision) {
        this.redis = redis;
        // Connecting blocks, and throws when Redis is not reachable.
        this.subscription = Flux.defer(() -> subscriber.listenToChannel(CHANNEL))
                .subscribeOn(Schedulers.boundedElastic())
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, RETRY_DELAY))
                .subscribe(_ -> revision.invalidate());
    }

    @Override
    public void notifyChanged() {
        try {
            redis.convertAndSend(CHANNEL, "changed");
        } catch (DataAccessException e) {
            log.warn("Other instances are not notified of a change of the catalogue: {}", e.getMessage());
        }
    }

    @Override
    public void destroy() {
        subscription.dispose();
    }
}
