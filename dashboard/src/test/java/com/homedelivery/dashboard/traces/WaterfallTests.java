package com.homedelivery.dashboard.traces;

import static com.homedelivery.dashboard.traces.SpanFixtures.below;
import static com.homedelivery.dashboard.traces.SpanFixtures.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.homedelivery.dashboard.traces.Waterfall.Gap;
import com.homedelivery.dashboard.traces.Waterfall.Hop;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class WaterfallTests {

    private static final Offset<Double> A_BIT = within(0.0001);

    @Test
    void everyPartStandsWhereItWasInTime() {
        Span whole = span("t", "http post /orders", 1_000, 100);
        Waterfall fall = Waterfall.of(List.of(whole, below(whole, span("t", "http get /cart", 1_025, 50))));

        assertThat(fall.durationMicros()).isEqualTo(100_000);
        Hop cart = (Hop) fall.rows().getLast();
        assertThat(cart.depth()).isEqualTo(1);
        assertThat(cart.offsetMicros()).isEqualTo(25_000);
        assertThat(cart.left()).isCloseTo(0.25, A_BIT);
        assertThat(cart.width()).isCloseTo(0.5, A_BIT);
    }

    @Test
    void timeInWhichNothingIsUnderWayIsLeftOutAndSaidSo() {
        Waterfall fall = Waterfall.of(List.of(span("t", "placed", 0, 100), span("u", "accepted", 60_100, 100)));

        assertThat(fall.rows()).hasSize(3);
        Gap gap = (Gap) fall.rows().get(1);
        assertThat(gap.durationMicros()).isEqualTo(60_000_000);
        assertThat(gap.left()).isCloseTo(0.485, A_BIT);
        assertThat(gap.width()).isCloseTo(0.03, A_BIT);
        assertThat(fall.rows().getLast().left()).isCloseTo(0.515, A_BIT);
        assertThat(fall.rows().getLast().width()).isCloseTo(0.485, A_BIT);
    }

    @Test
    void aShortPauseIsNoGap() {
        assertThat(Waterfall.of(List.of(span("t", "a", 0, 100), span("t", "b", 300, 100)))
                        .rows())
                .hasSize(2);
    }

    @Test
    void nothingIsAGapDuringAPartThatLastsLonger() {
        assertThat(Waterfall.of(List.of(
                                span("t", "waits", 0, 10_000), span("t", "a", 100, 10), span("t", "b", 9_000, 10)))
                        .rows())
                .allMatch(Hop.class::isInstance);
    }

    @Test
    void manyGapsLeaveRoomForWhatHappened() {
        List<Span> spans = IntStream.range(0, 100)
                .mapToObj(i -> span("t", "hop", i * 10_000L, 10))
                .toList();
        double hops = Waterfall.of(spans).rows().stream()
                .filter(Hop.class::isInstance)
                .mapToDouble(Waterfall.Row::width)
                .sum();
        assertThat(hops).isCloseTo(0.6, A_BIT);
    }

    @Test
    void aMomentIsAPictureToo() {
        Hop hop = (Hop) Waterfall.of(List.of(span("t", "instant", 5, 0))).rows().getFirst();
        assertThat(hop.left()).isZero();
        assertThat(hop.width()).isZero();
    }
}
