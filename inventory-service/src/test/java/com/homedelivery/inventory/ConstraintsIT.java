package com.homedelivery.inventory;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataIntegrityViolationException;

/** The database's last word. */
class ConstraintsIT extends InventoryServiceTest {

    @ParameterizedTest
    @CsvSource({"-1, 0, 0", "5, 6, 0", "5, -1, 0", "5, 2, 3", "5, 2, -1"})
    void stockIsNeverNegativeNorReservedTwice(int quantity, int reserved, int putAside) {
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> jdbc.sql("""
                                insert into stock
                                    (product_id, quantity, reserved, put_aside, low_stock_threshold, updated_at, version)
                                values (:id, :quantity, :reserved, :putAside, 10, now(), 0)
                                """)
                        .param("id", UUID.randomUUID())
                        .param("quantity", quantity)
                        .param("reserved", reserved)
                        .param("putAside", putAside)
                        .update());
    }
}
