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
 * Redis pub/sub. It may lose a message; {@link CatalogueRevision} reckons with that. An instance begins to listen as soon as
 * Redis is there, which need not be when it starts; a connection that is lost later comes back by itself.
 */
@Component
class RedisCatalogueChangeNotifier implements CatalogueChangeNotifier, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(RedisCatalogueChangeNotifier.class);
    private static final String CHANNEL = "product:changes";
    private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(1);

    private final StringRedisTemplate redis;
    private final Disposable subscription;

    RedisCatalogueChangeNotifier(
            StringRedisTemplate redis, ReactiveStringRedisTemplate listening, CatalogueRevision revision) {
        this.redis = redis;
        // Connecting blocks, and throws when Redis is away.
        this.subscription = Flux.defer(() -> listening.listenToChannel(CHANNEL))
                .subscribeOn(Schedulers.boundedElastic())
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, TRY_AGAIN_AFTER))
                .subscribe(_ -> revision.changed());
    }

    @Override
    public void changed() {
        try {
            redis.convertAndSend(CHANNEL, "changed");
        } catch (DataAccessException away) {
            log.warn("Other instances are not told of a change of the catalogue: {}", away.getMessage());
        }
    }

    @Override
    public void destroy() {
        subscription.dispose();
    }
}
