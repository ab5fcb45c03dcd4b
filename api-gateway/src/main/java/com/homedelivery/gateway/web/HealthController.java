package com.homedelivery.gateway.web;

import com.homedelivery.shared.api.HealthReport;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.redis.connection.ReactiveRedisConnection;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** {@code GET /health}: is the gateway up, and does Redis answer? */
@RestController
class HealthController {

    private static final Duration REDIS_TIMEOUT = Duration.ofSeconds(1);

    private final String service;
    private final ReactiveStringRedisTemplate redis;
    private final Clock clock;

    HealthController(
            @Value("${spring.application.name}") String service, ReactiveStringRedisTemplate redis, Clock clock) {
        this.service = service;
        this.redis = redis;
        this.clock = clock;
    }

    @GetMapping("/health")
    Mono<ResponseEntity<HealthReport>> health() {
        return isRedisUp().map(up -> {
            HealthReport report = HealthReport.of(service, Map.of("redis", up), clock.instant());
            ResponseEntity.BodyBuilder answer = report.success()
                    ? ResponseEntity.ok()
                    : ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).header(HttpHeaders.RETRY_AFTER, "1");
            return answer.contentType(MediaType.APPLICATION_JSON).body(report);
        });
    }

    private Mono<Boolean> isRedisUp() {
        return Flux.defer(() -> redis.execute(ReactiveRedisConnection::ping))
                // While there is no connection yet, asking for one blocks.
                .subscribeOn(Schedulers.boundedElastic())
                .next()
                .hasElement()
                .timeout(REDIS_TIMEOUT)
                .onErrorReturn(false);
    }
}
