package com.homedelivery.product.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductTests {

    private static final Instant MONDAY = Instant.parse("2026-01-05T10:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-01-06T10:00:00Z");

    @Test
    void isOnSaleAsSoonAsItIsAdded() {
        Product bananas = Product.add(bananas("1.49"), MONDAY);

        assertThat(bananas.isActive()).isTrue();
        assertThat(bananas.createdAt()).isEqualTo(MONDAY);
        assertThat(bananas.updatedAt()).isEqualTo(MONDAY);
        assertThat(bananas.id().version()).isEqualTo(7);
    }

    @Test
    void takesEverythingFromItsNewDetails() {
        Product bananas = Product.add(bananas("1.49"), MONDAY);

        bananas.revise(new ProductDetails("Plantains", null, "Vegetables", new BigDecimal("2"), null), null, TUESDAY);

        assertThat(bananas.details())
                .isEqualTo(new ProductDetails("Plantains", null, "Vegetables", new BigDecimal("2.00"), null));
        assertThat(bananas.isActive()).isTrue();
        assertThat(bananas.updatedAt()).isEqualTo(TUESDAY);
        assertThat(bananas.createdAt()).isEqualTo(MONDAY);
    }

    @Test
    void canComeBackOnSale() {
        Product bananas = Product.add(bananas("1.49"), MONDAY);
        bananas.deactivate(MONDAY);

        bananas.revise(bananas.details(), null, TUESDAY);
        assertThat(bananas.isActive()).isFalse();

        bananas.revise(bananas.details(), true, TUESDAY);
        assertThat(bananas.isActive()).isTrue();
    }

    @Test
    void goesOffSaleOnce() {
        Product bananas = Product.add(bananas("1.49"), MONDAY);
        bananas.deactivate(MONDAY);

        bananas.deactivate(TUESDAY);

        assertThat(bananas.isActive()).isFalse();
        assertThat(bananas.updatedAt()).isEqualTo(MONDAY);
    }

    @Test
    void hasNoBlanksAroundItsNameAndCategory() {
        ProductDetails details = new ProductDetails("  Bananas ", null, " Fruit ", new BigDecimal("1.5"), null);

        assertThat(details.name()).isEqualTo("Bananas");
        assertThat(details.category()).isEqualTo("Fruit");
        assertThat(details.price()).isEqualTo(new BigDecimal("1.50"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "100000"})
    void isNeitherForFreeNorBeyondTheHighestPrice(String price) {
        assertThatIllegalArgumentException().isThrownBy(() -> bananas(price));
    }

    @Test
    void isNotPricedInFractionsOfACent() {
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> bananas("1.499"));
    }

    private static ProductDetails bananas(String price) {
        return new ProductDetails("Bananas", "A bunch of five", "Fruit", new BigDecimal(price), null);
    }
}
