package com.homedelivery.inventory.domain;

import static com.homedelivery.inventory.domain.StockFixtures.BANANAS;
import static com.homedelivery.inventory.domain.StockFixtures.NOW;
import static com.homedelivery.inventory.domain.StockFixtures.stockOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.homedelivery.inventory.domain.InsufficientStock.ShortLine;
import com.homedelivery.shared.api.Conflict;
import com.homedelivery.shared.api.InvalidInput;
import java.util.List;
import org.junit.jupiter.api.Test;

class StockTests {

    private final Stock stock = stockOf(BANANAS, 20);

    @Test
    void reservedUnitsAreStillThereButNotAvailable() {
        stock.reserve(5, NOW);

        assertThat(stock.level()).isEqualTo(new StockLevel(20, 5, 10));
        assertThat(stock.available()).isEqualTo(15);
    }

    @Test
    void cannotReserveMoreThanIsAvailable() {
        stock.reserve(15, NOW);

        assertThatExceptionOfType(InsufficientStock.class)
                .isThrownBy(() -> stock.reserve(6, NOW))
                .satisfies(refusal -> assertThat(refusal.details()).isEqualTo(List.of(new ShortLine(BANANAS, 6, 5))));
        assertThat(stock.available()).isEqualTo(5);
    }

    @Test
    void canReserveTheLastUnit() {
        stock.reserve(20, NOW);

        assertThat(stock.available()).isZero();
    }

    @Test
    void releasedUnitsAreAvailableAgain() {
        stock.reserve(5, NOW);

        stock.release(5, NOW);

        assertThat(stock.level()).isEqualTo(new StockLevel(20, 0, 10));
    }

    @Test
    void takenUnitsAreNeitherThereNorReserved() {
        stock.reserve(5, NOW);

        stock.takeReserved(5, NOW);

        assertThat(stock.level()).isEqualTo(new StockLevel(15, 0, 10));
    }

    @Test
    void takesAsManyUnreservedUnitsAsThereAre() {
        stock.reserve(18, NOW);

        assertThat(stock.takeAvailable(5, NOW)).isEqualTo(3);
        assertThat(stock.level()).isEqualTo(new StockLevel(18, 18, 10));
    }

    @Test
    void givesBackOnlyWhatWasPutAsideByHand() {
        stock.reserve(5, NOW);
        stock.putAside(3, NOW);

        assertThatExceptionOfType(Conflict.class).isThrownBy(() -> stock.giveBack(4, NOW));
        stock.giveBack(3, NOW);

        assertThat(stock.level()).isEqualTo(new StockLevel(20, 5, 10));
    }

    @Test
    void ordersCannotReleaseWhatWasPutAsideByHand() {
        stock.putAside(3, NOW);

        assertThatIllegalArgumentException().isThrownBy(() -> stock.release(1, NOW));
    }

    @Test
    void isNeverCountedBelowWhatIsReserved() {
        stock.reserve(5, NOW);

        assertThatExceptionOfType(Conflict.class).isThrownBy(() -> stock.count(4, NOW));
        assertThatExceptionOfType(Conflict.class).isThrownBy(() -> stock.adjust(-16, NOW));
        stock.adjust(-15, NOW);

        assertThat(stock.level()).isEqualTo(new StockLevel(5, 5, 10));
    }

    @Test
    void isNeverMoreThanAnyShelfHolds() {
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> stock.adjust(Stock.MOST, NOW));
        assertThatIllegalArgumentException().isThrownBy(() -> stock.count(Stock.MOST + 1, NOW));
    }
}
