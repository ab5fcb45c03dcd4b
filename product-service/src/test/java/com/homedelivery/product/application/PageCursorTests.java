package com.homedelivery.product.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.homedelivery.product.domain.ProductSpecification;
import com.homedelivery.shared.api.error.ValidationException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageCursorTests {

    private static final String ID = "01900000-0000-7000-8000-000000000001";
    private static final CatalogueEntry BRULEE = new CatalogueEntry(
            UUID.fromString(ID),
            "Crème brûlée\n½",
            null,
            "Desserts",
            new BigDecimal("3.50"),
            null,
            true,
            Instant.parse("2026-01-31T10:15:30.123456Z"),
            Instant.parse("2026-01-31T10:15:30.123456Z"),
            0,
            ProductSpecification.NONE,
            List.of(),
            List.of(),
            null,
            Availability.UNKNOWN);

    @ParameterizedTest
    @ValueSource(strings = {"name", "price", "-price", "newest"})
    void comesBackAsItWasSent(String sort) {
        ProductFilter filter = ProductFilter.of(null, null, null, null, sort);
        PageCursor cursor = PageCursor.after(BRULEE, filter, 40);

        assertThat(PageCursor.decode(cursor.encode(filter.sort()), filter)).isEqualTo(cursor);
    }

    @Test
    void countsSearchResultsOff() {
        ProductFilter filter = ProductFilter.of(null, null, null, "crème", null);
        PageCursor cursor = PageCursor.after(BRULEE, filter, 40);

        assertThat(cursor.previous()).isNull();
        assertThat(PageCursor.decode(cursor.encode(filter.sort()), filter)).isEqualTo(PageCursor.at(40));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            price  | NAME/20/ID/Bananas
            price  | CHEAPEST/20
            price  | CHEAPEST/20/ID/Bananas
            price  | CHEAPEST/20/ID/1e999999999
            price  | CHEAPEST/20/ID/-1
            price  | CHEAPEST/20/ID/11111111111
            newest | NEWEST/20/ID/+999999999-12-31T23:59:59Z
            newest | NEWEST/20/ID/0000-01-01T00:00:00Z
            newest | NEWEST/20/ID/yesterday
            name   | NAME/-1/ID/Bananas
            name   | NAME/10000001/ID/Bananas
            name   | NAME/many/ID/Bananas
            name   | NAME/20/one/Bananas
            name   | NAME/20
            name   | NAME
            name   | ''
            """)
    void ofAnotherListIsRefused(String sort, String content) {
        assertRefused(encoded(content.replace('/', '\n').replace("ID", ID)), sort);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "§", "2"})
    void nonsenseIsRefused(String text) {
        assertRefused(text, "name");
    }

    @Test
    void aNameThatNoProductCanHaveIsRefused() {
        assertRefused(encoded("NAME\n20\n" + ID + "\nBana\0nas"), "name");
        assertRefused(encoded("NAME\n20\n" + ID + "\n" + "x".repeat(201)), "name");
    }

    private static void assertRefused(String text, String sort) {
        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> PageCursor.decode(text, ProductFilter.of(null, null, null, null, sort)));
    }

    private static String encoded(String content) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(content.getBytes(StandardCharsets.UTF_8));
    }
}
