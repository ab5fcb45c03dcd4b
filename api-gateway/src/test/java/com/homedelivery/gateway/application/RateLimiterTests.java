package com.homedelivery.gateway.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.gateway.GatewaySettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
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
    private final Time time = new Time();
    private final Visitor visitor = new Visitor(InetAddress.getLoopbackAddress(), null, null);

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
        time.pass(Duration.ofSeconds(10));

        assertThat(take(limiter).retryAfter()).isEqualTo(Duration.ofSeconds(50));
        assertThat(take(limiter).resetAt()).isEqualTo(time.now.plusSeconds(50));
        assertThat(meters.get("homedelivery.gateway.requests.refused").counter().count())
                .isEqualTo(2);
    }

    @Test
    void beginsAnewWhenTheMinuteIsOver() {
        RateLimiter limiter = new Instance().limiter(LIMIT);
        IntStream.range(0, LIMIT).forEach(_ -> take(limiter));
        time.pass(Duration.ofSeconds(60));

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

        time.pass(Duration.ofSeconds(1));
        assertThat(take(limiter).remaining()).isEqualTo(LIMIT - 3);
    }

    @Test
    void twoInstancesLetThroughTheLimitAndATwentiethAtMost() {
        Instance one = new Instance();
        Instance other = new Instance();
        one.others = true;
        other.others = true;
        RateLimiter first = one.limiter(LIMIT);
        RateLimiter second = other.limiter(LIMIT);

        long passed = IntStream.range(0, 2 * LIMIT)
                .mapToObj(_ -> List.of(take(first), take(second)))
                .flatMap(List::stream)
                .filter(result -> result.retryAfter() == null)
                .count();

        assertThat(passed).isBetween((long) LIMIT, (long) LIMIT + TOLERANCE);
        assertThat(one.exchanges).isPositive();
    }

    @Test
    void aCallerOfTwoInstancesIsToldWhatIsLeftOfBoth() {
        Instance one = new Instance();
        Instance other = new Instance();
        RateLimiter first = one.limiter(LIMIT);
        RateLimiter second = other.limiter(LIMIT);
        IntStream.range(0, 10).forEach(_ -> take(first));
        one.exchange();
        take(second);
        other.exchange();

        RateLimitResult result = take(second);

        assertThat(result.remaining()).isEqualTo(LIMIT - 12);
        assertThat(result.resetAt()).isEqualTo(sharedEnd);
    }

    @Test
    void asksNobodyWhileItIsAlone() {
        Instance alone = new Instance();
        RateLimiter limiter = alone.limiter(LIMIT);

        IntStream.range(0, LIMIT).forEach(_ -> take(limiter));

        assertThat(alone.exchanges).isZero();
    }

    @Test
    void goesByItsOwnCountWhileTheOthersCannotBeHeard() {
        Instance cutOff = new Instance();
        cutOff.others = true;
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
        CallerWindows windows = new CallerWindows("somebody", new GatewaySettings.RateLimit(LIMIT, LIMIT));
        windows.take(time.now, RateLimitTolerance.UNBOUNDED);
        List<WindowReport> late = windows.report(time.now);
        time.pass(Duration.ofSeconds(61));
        windows.take(time.now, RateLimitTolerance.UNBOUNDED);

        windows.reconcile(late, List.of(new WindowState(50, time.now)));

        assertThat(windows.take(time.now, RateLimitTolerance.UNBOUNDED))
                .hasValueSatisfying(result -> assertThat(result.remaining()).isEqualTo(LIMIT - 2));
    }

    private RateLimitResult take(RateLimiter limiter) {
        RateLimitResult result = limiter.take(visitor, "orders", Runnable::run).block(Duration.ofSeconds(20));
        assertThat(result).isNotNull();
        return result;
    }

    /** One gateway of several, which exchange their counts in memory. */
    private final class Instance implements SharedCounts {

        private boolean others;
        private boolean available = true;
        private int exchanges;
        private @Nullable CallerWindows unreported;

        RateLimiter limiter(int burst) {
            GatewaySettings settings =
                    new GatewaySettings(Map.of(), new GatewaySettings.RateLimit(LIMIT, burst), List.of(), List.of());
            return new RateLimiter(settings, this, time, meters);
        }

        @Override
        public void report(CallerWindows windows) {
            unreported = windows;
        }

        @Override
        public CompletableFuture<Void> exchanged() {
            exchange();
            return CompletableFuture.completedFuture(null);
        }

        void exchange() {
            exchanges++;
            List<WindowReport> reports = unreported.report(time.now);
            shared.put(this, reports.getFirst().count());
            if (sharedEnd == null) {
                sharedEnd = reports.getFirst().end();
            }
            long others = shared.entrySet().stream()
                    .filter(entry -> entry.getKey() != this)
                    .mapToLong(Map.Entry::getValue)
                    .sum();
            unreported.reconcile(reports, List.of(new WindowState(others, sharedEnd)));
        }

        @Override
        public boolean isAvailable() {
            return available;
        }

        @Override
        public boolean hasOthers() {
            return others;
        }
    }

    private static final class Time extends Clock {

        private Instant now = Instant.parse("2026-01-31T10:15:30Z");

        void pass(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
