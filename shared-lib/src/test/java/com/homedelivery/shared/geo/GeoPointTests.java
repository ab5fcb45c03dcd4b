package com.homedelivery.shared.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GeoPointTests {

    private static final GeoPoint NEW_YORK = new GeoPoint(40.7128, -74.0060);
    private static final GeoPoint LONDON = new GeoPoint(51.5074, -0.1278);

    @Test
    void measuresTheGreatCircle() {
        assertThat(NEW_YORK.distanceKmTo(LONDON)).isCloseTo(5570, within(5.0));
    }

    @Test
    void isAsFarThereAsBack() {
        assertThat(LONDON.distanceKmTo(NEW_YORK)).isEqualTo(NEW_YORK.distanceKmTo(LONDON));
    }

    @Test
    void isNowhereFromItself() {
        assertThat(LONDON.distanceKmTo(LONDON)).isZero();
    }

    @Test
    void reachesTheAntipodes() {
        assertThat(new GeoPoint(0, 0).distanceKmTo(new GeoPoint(0, 180))).isCloseTo(20015, within(1.0));
    }
}
