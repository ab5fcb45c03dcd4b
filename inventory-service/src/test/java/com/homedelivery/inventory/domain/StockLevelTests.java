package com.homedelivery.inventory.domain;

import static com.homedelivery.inventory.domain.StockFixtures.BANANAS;
import static com.homedelivery.inventory.domain.StockFixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.event.InventoryEvent;
import com.homedelivery.shared.event.InventoryEvent.OutOfStock;
import com.homedelivery.shared.event.InventoryEvent.StockLow;
import com.homedelivery.shared.event.InventoryEvent.StockUpdated;
import java.util.List;
import org.junit.jupiter.api.Test;

class StockLevelTests {

    @Test
    void publishesEveryChangeOfTheQuantity() {
        assertThat(events(level(50, 0), level(70, 0))).containsExactly(new StockUpdated(BANANAS, 70, 50, NOW));
    }

    @Test
    void publishesNothingForAReservationAlone() {
        assertThat(events(level(50, 0), level(50, 5))).isEmpty();
    }

    @Test
    void publishesOnceThatItIsLow() {
        assertThat(events(level(50, 39), level(50, 40))).containsExactly(new StockLow(BANANAS, 10, 10, NOW));
        assertThat(events(level(50, 40), level(50, 41))).isEmpty();
    }

    @Test
    void publishesAgainThatItIsLowAgain() {
        assertThat(events(level(50, 40), level(50, 30))).isEmpty();
        assertThat(events(level(50, 30), level(50, 45))).containsExactly(new StockLow(BANANAS, 5, 10, NOW));
    }

    @Test
    void isLowByAHigherThreshold() {
        assertThat(events(level(50, 0), new StockLevel(50, 0, 60))).containsExactly(new StockLow(BANANAS, 50, 60, NOW));
    }

    @Test
    void publishesOnceThatItIsOut() {
        assertThat(events(level(50, 45), level(50, 50))).containsExactly(new OutOfStock(BANANAS, NOW));
        assertThat(events(level(50, 50), level(40, 40))).containsExactly(new StockUpdated(BANANAS, 40, 50, NOW));
    }

    @Test
    void publishesThatItIsLowAndOutWhenAllIsGoneAtOnce() {
        assertThat(events(level(50, 0), level(0, 0)))
                .containsExactly(
                        new StockUpdated(BANANAS, 0, 50, NOW),
                        new StockLow(BANANAS, 0, 10, NOW),
                        new OutOfStock(BANANAS, NOW));
    }

    @Test
    void publishesNotAgainThatItIsLowWhenReservedUnitsAreCommitted() {
        assertThat(events(level(12, 5), level(7, 0))).containsExactly(new StockUpdated(BANANAS, 7, 12, NOW));
    }

    private static StockLevel level(int quantity, int reserved) {
        return new StockLevel(quantity, reserved, 10);
    }

    private static List<InventoryEvent> events(StockLevel before, StockLevel after) {
        return before.eventsOfChangeTo(after, BANANAS, NOW);
    }
}
