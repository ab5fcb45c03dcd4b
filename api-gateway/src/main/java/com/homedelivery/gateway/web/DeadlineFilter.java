package com.homedelivery.gateway.web;

import com.homedelivery.shared.deadline.RequestDeadline;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.netty.http.server.HttpServerRequest;
import reactor.util.context.Context;

/**
 * Answers a request for which nothing inside has begun an answer within {@code RESPONSE_TIMEOUT} and half a second more:
 * {@code 504} when it may have reached a service, {@code 503} when it has not. It relies on nothing inside: a signal may be lost, and cancelling may fail.
 *
 * <p>Services are told how much is left of {@code RESPONSE_TIMEOUT}: the {@link RequestDeadline} is in the context of the
 * request's subscription.
 *
 * <p>An answer that has begun in time may take until {@link #LONGEST_ANSWER} to end; then its connection is closed. A
 * WebSocket may take as long as it likes.
 */
@Component
@Order(WebFilterOrder.DEADLINE)
class DeadlineFilter implements WebFilter {

    /** Leaves the other half of a second for writing the answer. */
    private static final Duration AFTER_RESPONSE_TIMEOUT = Duration.ofMillis(500);

    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(2);

    private static final Logger log = LoggerFactory.getLogger(DeadlineFilter.class);

    private final Duration responseTimeout;
    private final Duration deadline;
    private final Duration longestAnswer;
    private final Counter missed;

    @Autowired
    DeadlineFilter(HttpClientProperties httpClient, MeterRegistry meters) {
        this(
                httpClient.getResponseTimeout(),
                httpClient.getResponseTimeout().plus(AFTER_RESPONSE_TIMEOUT),
                LONGEST_ANSWER,
                meters);
    }

    /**
     * @param responseTimeout how long a service has for its answer
     * @param deadline by when an answer has to have begun
     * @param longestAnswer by when an answer that has begun has to end; from the beginning of the request as well
     */
    DeadlineFilter(Duration responseTimeout, Duration deadline, Duration longestAnswer, MeterRegistry meters) {
        this.responseTimeout = responseTimeout;
        this.deadline = deadline;
        this.longestAnswer = longestAnswer;
        this.missed = Counter.builder("homedelivery.gateway.deadlines.missed")
                .description("Requests that the gateway answered or cut off itself, because nothing inside did in time")
                .register(meters);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return Mono.create(sink -> new BoundedExchange(exchange, sink).start(chain));
    }

    private final class BoundedExchange extends BaseSubscriber<Void> {

        private final ServerWebExchange exchange;
        private final MonoSink<Void> sink;
        private final EventLoop eventLoop;
        private final Context context;
        /** A sink keeps only the first thing that it is given to dispose of: the timer that runs changes inside of it. */
        private final Disposable.Swap timer = Disposables.swap();

        BoundedExchange(ServerWebExchange exchange, MonoSink<Void> sink) {
            this.exchange = exchange;
            this.sink = sink;
            this.eventLoop = RequestEventLoop.of(exchange);
            this.context =
                    Context.of(sink.contextView()).put(RequestDeadline.class, RequestDeadline.in(responseTimeout));
        }

        void start(WebFilterChain chain) {
            schedule(this::expire, deadline);
            sink.onDispose(() -> {
                timer.dispose();
                cancelInside();
            });
            chain.filter(exchange).subscribe(this);
        }

        @Override
        public Context currentContext() {
            return context;
        }

        @Override
        protected void hookOnComplete() {
            sink.success();
        }

        @Override
        protected void hookOnError(Throwable failure) {
            sink.error(failure);
        }

        private void expire() {
            if (!exchange.getResponse().isCommitted()) {
                answerInstead();
            } else if (!isUpgraded()) {
                schedule(this::answerInstead, longestAnswer.minus(deadline));
            }
        }

        /** Nothing inside may begin to answer at the same time: it is cancelled first. */
        private void answerInstead() {
            missed.increment();
            cancelInside();
            sink.error(failure());
        }

        private ResponseStatusException failure() {
            boolean mayHaveReachedService = ServerWebExchangeUtils.isAlreadyRouted(exchange);
            return new ResponseStatusException(
                    mayHaveReachedService ? HttpStatus.GATEWAY_TIMEOUT : HttpStatus.SERVICE_UNAVAILABLE,
                    "Nothing inside answered in time");
        }

        private void cancelInside() {
            try {
                cancel();
            } catch (RuntimeException e) {
                log.warn("A request could not be cancelled", e);
            }
        }

        /** Whether the gateway has accepted a WebSocket; that a client has asked for one means nothing. */
        private boolean isUpgraded() {
            HttpServerRequest request = ServerHttpRequestDecorator.getNativeRequest(exchange.getRequest());
            return request.isWebsocket();
        }

        private void schedule(Runnable task, Duration delay) {
            ScheduledFuture<?> scheduled = eventLoop.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
            timer.update(() -> scheduled.cancel(false));
        }
    }
}
