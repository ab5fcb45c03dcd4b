package com.homedelivery.gateway.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.gateway.GatewayProperties;
import com.homedelivery.shared.testing.MovableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RateLimiterTests {

    private static final int LIMIT = 100;
    private static final int TOLERANCE = 5;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MovableClock clock = MovableClock.standingAt(Instant.parse("2026-01-31T10:15:30Z"));
    private final ClientIdentity client = new ClientIdentity(InetAddress.getLoopbackAddress(), null, null);

    /** What all instances have counted of the one window, by instance. */
    private final Map<Instance, Long> shared = new LinkedHashMap<>();

    private @Nullable Instant sharedEnd;

    @Test
    void countsDownAndThenRefuses() {
        RateLimiter limiter = new Instance().limiter(LIMIT);
        for (int i = 1; i <= LIMIT; i++) {
            RateLimitResult result = take(limiter);
            assertThat(result.remaining()).isEqualTo(LIMIT - i);
            assertThat(result.retryAfter()).isNull();
        }
        clock.putForward(Duration.ofSeconds(10));

        assertThat(take(limiter).retryAfter()).isEqualTo(Duration.ofSeconds(50));
        assertThat(take(limiter).resetAt()).isEqualTo(clock.instant().plusSeconds(50));
        assertThat(meters.get("homedelivery.gateway.requests.refused").counter().count())
                .isEqualTo(2);
    }

    @Test
    void beginsAnewWhenTheMinuteIsOver() {
        RateLimiter limiter = new Instance().limiter(LIMIT);
        IntStream.range(0, LIMIT).forEach(_ -> take(limiter));
        clock.putForward(Duration.ofSeconds(60));

        assertThat(take(limiter).remaining()).isEqualTo(LIMIT - 1);
    }

    @Test
    void countsNothingOfARequestThatIsTooManyInItsSecond() {
        RateLimiter limiter = new Instance().limiter(2);
        take(limiter);
        take(limiter);

        RateLimitResult refused = take(limiter);
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(1));
        assertThat(refused.remaining()).isEqualTo(LIMIT - 2);

        clock.putForward(Duration.ofSeconds(1));
        assertThat(take(limiter).remaining()).isEqualTo(LIMIT - 3);
    }

    @Test
    void twoInstancesLetThroughTheLimitAndATwentiethAtMost() {
        Pair pair = pair();

        long passed = IntStream.range(0, 2 * LIMIT)
                .mapToObj(_ -> List.of(take(pair.first()), take(pair.second())))
                .flatMap(List::stream)
                .filter(result -> result.retryAfter() == null)
                .count();

        assertThat(passed).isBetween((long) LIMIT, (long) LIMIT + TOLERANCE);
        assertThat(pair.one().exchanges).isPositive();
    }

    @Test
    void aCallerOfTwoInstancesIsToldWhatIsLeftOfBoth() {
        Pair pair = pair();
        IntStream.range(0, 4).forEach(_ -> take(pair.first()));
        pair.one().exchange();
        take(pair.second());
        pair.other().exchange();

        RateLimitResult result = take(pair.second());

        assertThat(result.remaining()).isEqualTo(LIMIT - 6);
        assertThat(result.resetAt()).isEqualTo(sharedEnd);
    }

    @Test
    void asksAndTellsNobodyWhileItIsAlone() {
        Instance alone = new Instance();
        RateLimiter limiter = alone.limiter(LIMIT);

        IntStream.range(0, LIMIT).forEach(_ -> take(limiter));

        assertThat(alone.exchanges).isZero();
        assertThat(alone.unreported).isNull();
    }

    @Test
    void whoAppearsIsToldWhatWasCountedBefore() {
        Instance alone = new Instance();
        RateLimiter limiter = alone.limiter(LIMIT);
        IntStream.range(0, 10).forEach(_ -> take(limiter));

        alone.peersAppear.run();

        assertThat(alone.unreported).isNotNull();
        assertThat(alone.unreported.report(clock.instant()).getFirst().count()).isEqualTo(10);
    }

    @Test
    void goesByItsOwnCountWhileTheOthersCannotBeHeard() {
        Instance cutOff = new Instance();
        cutOff.peers = true;
        cutOff.available = false;
        RateLimiter limiter = cutOff.limiter(LIMIT);

        long passed = Stream.generate(() -> take(limiter))
                .limit(2 * LIMIT)
                .filter(result -> result.retryAfter() == null)
                .count();

        assertThat(passed).isEqualTo(LIMIT);
        assertThat(cutOff.exchanges).isZero();
        assertThat(meters.get("homedelivery.gateway.requests.uncounted")
                        .counter()
                        .count())
                .isEqualTo(LIMIT);
    }

    @Test
    void anAnswerAboutAWindowThatIsOverChangesNothing() {
        CallerRateLimit caller = new CallerRateLimit("somebody", new GatewayProperties.RateLimit(LIMIT, LIMIT));
        caller.take(clock.instant(), RateLimitTolerance.UNBOUNDED);
        List<WindowReport> late = caller.report(clock.instant());
        clock.putForward(Duration.ofSeconds(61));
        caller.take(clock.instant(), RateLimitTolerance.UNBOUNDED);

        caller.reconcile(late, List.of(new WindowState(50, clock.instant())));

        assertThat(caller.take(clock.instant(), RateLimitTolerance.UNBOUNDED))
                .hasValueSatisfying(result -> assertThat(result.remaining()).isEqualTo(LIMIT - 2));
    }

    private RateLimitResult take(RateLimiter limiter) {
        RateLimitResult result = limiter.take(client, "orders", Runnable::run).block(Duration.ofSeconds(20));
        assertThat(result).isNotNull();
        return result;
    }

    /** Two gateways that know of each other, and a limiter of each. */
    private record Pair(Instance one, Instance other, RateLimiter first, RateLimiter second) {}

    private Pair pair() {
        Instance one = new Instance();
        Instance other = new Instance();
        one.peers = true;
        other.peers = true;
        return new Pair(one, other, one.limiter(LIMIT), other.limiter(LIMIT));
    }

    /** One gateway of several, which exchange their counts in memory. */
    private final class Instance implements SharedRateLimitCounts {

        private boolean peers;
        private boolean available = true;
        private int exchanges;
        private @Nullable CallerRateLimit unreported;
        private Runnable peersAppear = () -> {};

        RateLimiter limiter(int burst) {
            GatewayProperties properties = new GatewayProperties(
                    Map.of(), new GatewayProperties.RateLimit(LIMIT, burst), List.of(), List.of());
            return new RateLimiter(properties, this, clock, meters);
        }

        @Override
        public void report(CallerRateLimit caller) {
            unreported = caller;
        }

        @Override
        public void onPeersAppearing(Runnable action) {
            peersAppear = action;
        }

        @Override
        public CompletableFuture<Void> exchanged() {
            exchange();
            return CompletableFuture.completedFuture(null);
        }

        void exchange() {
            exchanges++;
            List<WindowReport> reports = unreported.report(clock.instant());
            shared.put(this, reports.getFirst().count());
            if (sharedEnd == null) {
                sharedEnd = reports.getFirst().end();
            }
            long peerCount = shared.entrySet().stream()
                    .filter(entry -> entry.getKey() != this)
                    .mapToLong(Map.Entry::getValue)
                    .sum();
            unreported.reconcile(reports, List.of(new WindowState(peerCount, sharedEnd)));
        }

        @Override
        public boolean isAvailable() {
            return available;
        }

        @Override
        public boolean hasPeers() {
            return peers;
        }
    }
}
