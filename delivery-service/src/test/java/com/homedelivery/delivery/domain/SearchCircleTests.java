package com.homedelivery.delivery.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SearchCircleTests {

    private static final SearchCircle CIRCLE = new SearchCircle(3, 25);

    @Test
    void widensToTheWidestAndNoFurther() {
        assertThat(IntStream.range(0, 6).mapToDouble(CIRCLE::radiusKm))
                .containsExactly(3.0, 6.0, 12.0, 24.0, 25.0, 25.0);
        assertThat(CIRCLE.isWidest(3)).isFalse();
        assertThat(CIRCLE.isWidest(4)).isTrue();
    }

    @Test
    void staysTheWidestHoweverOftenItIsTried() {
        assertThat(CIRCLE.radiusKm(1_000_000)).isEqualTo(25);
    }

    @Test
    void mustWiden() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SearchCircle(30, 25));
    }
}
