package com.homedelivery.delivery.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GracePeriodTests {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private final GracePeriod grace = new GracePeriod(Duration.ofMinutes(1), NOON);

    @Test
    void nobodyIsBlamedForSilenceRightAfterTheStart() {
        assertThat(grace.isOver(NOON)).isFalse();
        assertThat(grace.isOver(NOON.plusSeconds(30))).isFalse();
        assertThat(grace.isOver(NOON.plusSeconds(60))).isTrue();
    }

    @Test
    void afterAPauseInWhichNobodyCouldBeHeardItBeginsAgain() {
        grace.isOver(NOON.plusSeconds(60));

        assertThat(grace.isOver(NOON.plusSeconds(600))).isFalse();
        assertThat(grace.isOver(NOON.plusSeconds(630))).isFalse();
        assertThat(grace.isOver(NOON.plusSeconds(660))).isTrue();
    }

    @Test
    void afterAFailureItBeginsAgain() {
        grace.isOver(NOON.plusSeconds(60));
        grace.restart(NOON.plusSeconds(90));

        assertThat(grace.isOver(NOON.plusSeconds(120))).isFalse();
        assertThat(grace.isOver(NOON.plusSeconds(150))).isTrue();
    }
}
