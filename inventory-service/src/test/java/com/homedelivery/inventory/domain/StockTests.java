package com.homedelivery.inventory.domain;

import static com.homedelivery.inventory.domain.StockFixtures.BANANAS;
import static com.homedelivery.inventory.domain.StockFixtures.NOW;
import static com.homedelivery.inventory.domain.StockFixtures.ORDER;
import static com.homedelivery.inventory.domain.StockFixtures.stockOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.homedelivery.inventory.domain.InsufficientStockException.ShortLine;
import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.api.error.ValidationException;
import com.homedelivery.shared.event.InventoryEvent.AvailabilityChanged;
import com.homedelivery.shared.event.InventoryEvent.StockLow;
import com.homedelivery.shared.event.InventoryEvent.StockUpdated;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StockTests {

    private final Stock stock = stockOf(BANANAS, 20);

    @Test
    void hasReservedUnitsThatAreNotAvailable() {
        stock.reserve(5, ORDER, NOW);

        assertThat(stock.level()).isEqualTo(new StockLevel(20, 5, 10));
        assertThat(stock.available()).isEqualTo(15);
    }

    @Test
    void cannotReserveMoreThanIsAvailable() {
        stock.reserve(15, ORDER, NOW);

        assertThatExceptionOfType(InsufficientStockException.class)
                .isThrownBy(() -> stock.reserve(6, ORDER, NOW))
                .satisfies(refusal -> assertThat(refusal.details()).isEqualTo(List.of(new ShortLine(BANANAS, 6, 5))));
        assertThat(stock.available()).isEqualTo(5);
    }

    @Test
    void canReserveTheLastUnit() {
        stock.reserve(20, ORDER, NOW);

        assertThat(stock.available()).isZero();
    }

    @Test
    void hasReleasedUnitsAvailableAgain() {
        stock.reserve(5, ORDER, NOW);

        stock.release(5, ORDER, NOW);

        assertThat(stock.level()).isEqualTo(new StockLevel(20, 0, 10));
    }

    @Test
    void losesCommittedUnitsAlsoFromTheReserved() {
        stock.reserve(5, ORDER, NOW);

        stock.commit(5, ORDER, NOW);

        assertThat(stock.level()).isEqualTo(new StockLevel(15, 0, 10));
    }

    @Test
    void commitsAsManyUnreservedUnitsAsThereAre() {
        stock.reserve(18, ORDER, NOW);

        assertThat(stock.commitUnreserved(5, ORDER, NOW)).isEqualTo(3);
        assertThat(stock.level()).isEqualTo(new StockLevel(18, 18, 10));
    }

    @Test
    void releasesByHandOnlyWhatWasReservedByHand() {
        stock.reserve(5, ORDER, NOW);
        stock.reserveAdHoc(3, NOW);

        assertThatExceptionOfType(ConflictException.class).isThrownBy(() -> stock.releaseAdHoc(4, NOW));
        stock.releaseAdHoc(3, NOW);

        assertThat(stock.level()).isEqualTo(new StockLevel(20, 5, 10));
    }

    @Test
    void doesNotReleaseForOrdersWhatWasReservedByHand() {
        stock.reserveAdHoc(3, NOW);

        assertThatIllegalArgumentException().isThrownBy(() -> stock.release(1, ORDER, NOW));
    }

    @Test
    void isNeverCountedBelowWhatIsReserved() {
        stock.reserve(5, ORDER, NOW);

        assertThatExceptionOfType(ConflictException.class).isThrownBy(() -> stock.count(4, NOW));
        assertThatExceptionOfType(ConflictException.class).isThrownBy(() -> stock.adjust(-16, NOW));
        stock.adjust(-15, NOW);

        assertThat(stock.level()).isEqualTo(new StockLevel(5, 5, 10));
    }

    @Test
    void isNeverMoreThanTheMaximum() {
        assertThatExceptionOfType(ValidationException.class).isThrownBy(() -> stock.adjust(Stock.MAX_QUANTITY, NOW));
        assertThatIllegalArgumentException().isThrownBy(() -> stock.count(Stock.MAX_QUANTITY + 1, NOW));
    }

    @Test
    void hasAMovementForEveryChange() {
        assertThat(stock.drainChange(NOW).movements()).containsExactly(movement(MovementKind.CORRECTION, 20, 0, null));

        stock.adjust(5, NOW);
        stock.adjust(-1, NOW);
        stock.reserve(6, ORDER, NOW);
        stock.release(1, ORDER, NOW);
        stock.commit(3, ORDER, NOW);
        stock.commitUnreserved(2, ORDER, NOW);
        stock.returnUnits(4, ORDER, NOW);
        stock.reserveAdHoc(3, NOW);
        stock.releaseAdHoc(2, NOW);

        assertThat(stock.drainChange(NOW).movements())
                .containsExactly(
                        movement(MovementKind.RECEIPT, 5, 0, null),
                        movement(MovementKind.CORRECTION, -1, 0, null),
                        movement(MovementKind.RESERVATION, 0, 6, ORDER),
                        movement(MovementKind.RELEASE, 0, -1, ORDER),
                        movement(MovementKind.COMMIT, -3, -3, ORDER),
                        movement(MovementKind.COMMIT, -2, 0, ORDER),
                        movement(MovementKind.RETURN, 4, 0, ORDER),
                        movement(MovementKind.RESERVATION, 0, 3, null),
                        movement(MovementKind.RELEASE, 0, -2, null));
        assertThat(stock.level()).isEqualTo(new StockLevel(23, 3, 10));
        assertThat(stock.drainChange(NOW).movements()).isEmpty();
    }

    @Test
    void hasNoMovementWithoutAChange() {
        stock.drainChange(NOW).movements();

        stock.count(20, NOW);
        stock.alertAt(5, NOW);
        stock.returnUnits(0, ORDER, NOW);
        assertThatExceptionOfType(InsufficientStockException.class).isThrownBy(() -> stock.reserve(21, ORDER, NOW));

        assertThat(stock.drainChange(NOW).movements()).isEmpty();
    }

    @Test
    void handsOutTheEventsOfItsChangesOnce() {
        stock.drainChange(NOW);

        stock.reserve(12, ORDER, NOW);
        stock.commit(12, ORDER, NOW);

        assertThat(stock.drainChange(NOW).events())
                .containsExactly(
                        new StockUpdated(BANANAS, 8, 20, NOW),
                        new StockLow(BANANAS, 8, 10, NOW),
                        new AvailabilityChanged(BANANAS, 8, 2, NOW));
        assertThat(stock.drainChange(NOW).events()).isEmpty();
    }

    @Test
    void isLowByAHigherThreshold() {
        stock.drainChange(NOW);

        stock.alertAt(25, NOW);

        assertThat(stock.drainChange(NOW).events()).containsExactly(new StockLow(BANANAS, 20, 25, NOW));
    }

    @Test
    void doesNotSellItsSafetyStock() {
        stock.keepSafetyStock(15, NOW);

        assertThat(stock.available()).isEqualTo(5);
        assertThatExceptionOfType(InsufficientStockException.class).isThrownBy(() -> stock.reserve(6, ORDER, NOW));
    }

    @Test
    void hasNothingAvailableWhenMoreIsReservedThanMayBeSold() {
        stock.reserve(12, ORDER, NOW);

        stock.keepSafetyStock(15, NOW);

        assertThat(stock.available()).isZero();
        assertThat(stock.level().balance()).isEqualTo(-7);
    }

    @Test
    void takesFromItsSafetyStockWhatAConfirmedOrderMissesOtherwise() {
        stock.keepSafetyStock(20, NOW);

        assertThat(stock.commitUnreserved(5, ORDER, NOW)).isZero();
        assertThat(stock.level()).isEqualTo(new StockLevel(15, 0, 10, 20, 0));
    }

    @Test
    void tellsWhatIsAvailableOnlyWhenTheCappedFigureChanges() {
        stock.drainChange(NOW);

        stock.reserve(9, ORDER, NOW);
        assertThat(stock.drainChange(NOW).events()).isEmpty();

        stock.keepSafetyStock(4, NOW);
        assertThat(stock.drainChange(NOW).events())
                .containsExactly(new StockLow(BANANAS, 7, 10, NOW), new AvailabilityChanged(BANANAS, 7, 2, NOW));
        stock.tellAvailability();
        assertThat(stock.drainChange(NOW).events()).isEmpty();
    }

    @Test
    void countsSafetyStockInTheChangeOfItsBalance() {
        stock.drainChange(NOW);

        stock.keepSafetyStock(4, NOW);
        stock.reserve(3, ORDER, NOW);

        assertThat(stock.drainChange(NOW).balanceChange()).isEqualTo(-7);
    }

    private static StockMovement movement(
            MovementKind kind, int quantityChange, int reservedChange, @Nullable UUID orderId) {
        return new StockMovement(BANANAS, kind, quantityChange, reservedChange, orderId);
    }
}
