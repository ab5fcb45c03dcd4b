package com.homedelivery.cart.domain;

import static com.homedelivery.cart.domain.CartFixtures.line;
import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.cart.domain.LineChanges.Change;
import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineChangesTests {

    private static final UUID MILK = UUID.randomUUID();

    @Test
    void whatIsAsItWasIsNoChange() {
        assertThat(LineChanges.of(line(MILK, 2, "2.99"), shop("2.990", 1_000)).isEmpty())
                .isTrue();
    }

    @Test
    void anotherPriceIsToldWithTheOneThatWasSeen() {
        LineChanges changes = LineChanges.of(line(MILK, 2, "2.99"), shop("3.49", 1_000));

        assertThat(changes.price()).isEqualTo(new Change<>(new BigDecimal("2.99"), new BigDecimal("3.49")));
        assertThat(changes.available()).isNull();
        assertThat(changes.forSale()).isNull();
    }

    /** Only how many of the line can be had counts. */
    @ParameterizedTest
    @CsvSource({
        "10, 10, 10, false",
        "10, 50, 10, false",
        "10, 50, 49, false",
        "10, 50,  9, true",
        "10,  9,  5, true",
        "10,  5, 50, true",
        "10,  0,  0, false",
        "10,   ,  9, true",
        "10,   , 10, false"
    })
    void availabilityChangesWhenMoreOrFewerOfTheLineCanBeHad(
            int quantity, @Nullable Integer seen, int now, boolean isChange) {
        CartLine line = new CartLine(MILK, quantity, new BigDecimal("2.99"), "Milk", seen, true);

        assertThat(LineChanges.of(line, shop("2.99", now)).available())
                .isEqualTo(isChange ? new Change<>(seen, now) : null);
    }

    @Test
    void whatIsNotForSaleAnyMoreSaysThatAlone() {
        LineChanges changes = LineChanges.of(line(MILK, 2, "2.99"), new ShopStatus(Map.of(), Map.of(MILK, 0)));

        assertThat(changes).isEqualTo(new LineChanges(null, null, new Change<>(true, false)));
    }

    @Test
    void whatIsForSaleAgainIsAChangeToo() {
        CartLine seenGone = new CartLine(MILK, 2, new BigDecimal("2.99"), "Milk", 5, false);

        assertThat(LineChanges.of(seenGone, shop("2.99", 5)).forSale()).isEqualTo(new Change<>(false, true));
        assertThat(LineChanges.of(seenGone, new ShopStatus(Map.of(), null)).isEmpty())
                .isTrue();
    }

    @Test
    void whatIsNotKnownIsNoChange() {
        assertThat(LineChanges.of(line(MILK, 2, "2.99"), ShopStatus.UNKNOWN).isEmpty())
                .isTrue();
    }

    @Test
    void whatIsSeenNowIsNoChangeAnyMore() {
        for (ShopStatus now : new ShopStatus[] {
            shop("3.49", 1), new ShopStatus(Map.of(), Map.of(MILK, 0)), new ShopStatus(null, Map.of(MILK, 1))
        }) {
            assertThat(LineChanges.of(now.seen(line(MILK, 2, "2.99")), now).isEmpty())
                    .isTrue();
        }
    }

    private static ShopStatus shop(String price, int available) {
        return new ShopStatus(Map.of(MILK, new Product(MILK, "Milk", new BigDecimal(price))), Map.of(MILK, available));
    }
}
