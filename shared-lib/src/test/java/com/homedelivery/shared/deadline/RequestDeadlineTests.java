package com.homedelivery.shared.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RequestDeadlineTests {

    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 1);
    private final RequestDeadline inTwoSeconds = new RequestDeadline(Duration.ofSeconds(2), nanoTime::get);

    @Test
    void lessIsLeftAsTimePasses() {
        assertThat(inTwoSeconds.remaining()).isEqualTo(Duration.ofSeconds(2));
        assertThat(inTwoSeconds.isPast()).isFalse();

        passes(Duration.ofMillis(500));

        assertThat(inTwoSeconds.remaining()).isEqualTo(Duration.ofMillis(1500));
        assertThat(inTwoSeconds.isPast()).isFalse();
    }

    @Test
    void nothingIsLeftOnceItIsPast() {
        passes(Duration.ofSeconds(2));
        assertThat(inTwoSeconds.isPast()).isTrue();

        passes(Duration.ofHours(1));
        assertThat(inTwoSeconds.isPast()).isTrue();
        assertThat(inTwoSeconds.remaining()).isZero();
    }

    @Test
    void noTimeIsPastAtOnce() {
        assertThat(RequestDeadline.in(Duration.ZERO).isPast()).isTrue();
        assertThat(RequestDeadline.in(Duration.ofMillis(-1)).isPast()).isTrue();
    }

    @Test
    void aThreadThatServesNoRequestMayWaitAsLongAsItLikes() {
        assertThat(RequestDeadline.current()).isEmpty();
        assertThat(RequestDeadline.isMissed()).isFalse();
        assertThat(RequestDeadline.atMost(Duration.ofDays(1))).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void aRequestWaitsNoLongerThanItHasTime() {
        try (var _ = inTwoSeconds.bind()) {
            assertThat(RequestDeadline.atMost(Duration.ofSeconds(3))).isEqualTo(Duration.ofSeconds(2));
            assertThat(RequestDeadline.atMost(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(1));

            passes(Duration.ofSeconds(2));

            assertThat(RequestDeadline.atMost(Duration.ofSeconds(1))).isZero();
            assertThat(RequestDeadline.isMissed()).isTrue();
        }
        assertThat(RequestDeadline.current()).isEmpty();
    }

    @Test
    void whatHasToBeDoneHasNoDeadline() {
        try (var _ = inTwoSeconds.bind()) {
            passes(Duration.ofSeconds(2));
            try (var _ = RequestDeadline.suspend()) {
                assertThat(RequestDeadline.isMissed()).isFalse();
                assertThat(RequestDeadline.current()).isEmpty();
            }
            assertThat(RequestDeadline.current()).hasValue(inTwoSeconds);
        }
    }

    @Test
    void itIsOfOneThreadAndNotOfThoseThatItStarts() {
        CompletableFuture<Boolean> hasOne = new CompletableFuture<>();
        try (var _ = inTwoSeconds.bind()) {
            Thread.ofVirtual()
                    .start(() -> hasOne.complete(RequestDeadline.current().isPresent()));
        }
        assertThat(hasOne.join()).isFalse();
    }

    private void passes(Duration time) {
        nanoTime.addAndGet(time.toNanos());
    }
}
