package com.homedelivery.order.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.homedelivery.shared.geo.GeoPoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceAreaTests {

    private static final GeoPoint STORE = new GeoPoint(40.7128, -74.0060);
    private static final GeoPoint NEAR = new GeoPoint(40.7182, -74.0021);
    private static final GeoPoint TOKYO = new GeoPoint(35.6852, 139.7528);
    /** An L around the store: its north-east corner is cut out. */
    private static final String POLYGON =
            "40.70,-74.02 40.70,-73.99 40.71,-73.99 40.71,-74.00 40.72,-74.00 40.72,-74.02";

    @Test
    void aCircleHoldsWhatIsNoFartherThanItsRadius() {
        ServiceArea area = ServiceArea.of(STORE, 25, "", "");

        assertThat(area.locate(at(NEAR))).contains(at(NEAR));
        assertThat(area.locate(at(new GeoPoint(40.9351, -74.0060)))).isPresent(); // 24.7 km
        assertThat(area.locate(at(new GeoPoint(40.9391, -74.0060)))).isEmpty(); // 25.2 km
        assertThat(area.locate(at(TOKYO))).isEmpty();
    }

    @Test
    void aRadiusOfZeroIsNoLimit() {
        ServiceArea area = ServiceArea.of(STORE, 0, "", "");

        assertThat(area.locate(at(TOKYO))).contains(at(TOKYO));
        assertThat(area.locate(withoutCoordinates("Z"))).contains(withoutCoordinates("Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "40.705,-74.01,true",
        "40.705,-73.995,true",
        "40.715,-74.01,true",
        "40.715,-73.995,false",
        "41,-74.01,false"
    })
    void aPolygonWinsOverTheRadius(double lat, double lng, boolean inside) {
        ServiceArea area = ServiceArea.of(STORE, 0.001, POLYGON, "");

        assertThat(area.locate(at(new GeoPoint(lat, lng))).isPresent()).isEqualTo(inside);
    }

    @Test
    void anAddressWithoutCoordinatesLiesWhereItsZipCodeDoes() {
        ServiceArea area = ServiceArea.of(STORE, 25, "", "10013=40.7201,-74.0050 100-0001=35.6852,139.7528");

        assertThat(area.locate(withoutCoordinates("10013")).orElseThrow().coordinates())
                .isEqualTo(new GeoPoint(40.7201, -74.0050));
        assertThat(area.locate(withoutCoordinates("100-0001"))).isEmpty();
        assertThat(area.locate(withoutCoordinates("99999"))).isEmpty();
    }

    @Test
    void coordinatesWinOverTheZipCode() {
        ServiceArea area = ServiceArea.of(STORE, 25, "", "10013=40.7201,-74.0050");

        assertThat(area.locate(DeliveryAddress.of("1", "C", "S", "10013", TOKYO)))
                .isEmpty();
        assertThat(area.locate(DeliveryAddress.of("1", "C", "S", "10013", NEAR))
                        .orElseThrow()
                        .coordinates())
                .isEqualTo(NEAR);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {"1,2 3,4|-", "1,2 3,4 5|-", "91,0 1,2 3,4|-", "a,b 1,2 3,4|-", "-|10013", "-|=1,2", "-|10013=1"})
    void whatCannotBeReadIsRefusedAtTheStart(String polygon, String zipCodes) {
        assertThatIllegalArgumentException().isThrownBy(() -> ServiceArea.of(STORE, 25, polygon, zipCodes));
    }

    private static DeliveryAddress at(GeoPoint place) {
        return DeliveryAddress.of("1", "C", "S", "Z", place);
    }

    private static DeliveryAddress withoutCoordinates(String zipCode) {
        return DeliveryAddress.of("1", "C", "S", zipCode, null);
    }
}
