package com.homedelivery.inventory.domain;

import static com.homedelivery.inventory.domain.StockFixtures.APPLES;
import static com.homedelivery.inventory.domain.StockFixtures.BANANAS;
import static com.homedelivery.inventory.domain.StockFixtures.NOW;
import static com.homedelivery.inventory.domain.StockFixtures.stockOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.homedelivery.inventory.domain.CommitResult.Committed;
import com.homedelivery.inventory.domain.CommitResult.Unchanged;
import com.homedelivery.inventory.domain.InsufficientStockException.ShortLine;
import com.homedelivery.inventory.domain.Reservation.StockLookup;
import com.homedelivery.shared.event.InventoryEvent.MissingUnits;
import com.homedelivery.shared.event.InventoryEvent.StockShortage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReservationTests {

    private static final Instant UNTIL = NOW.plus(Duration.ofMinutes(15));
    private static final Map<UUID, Integer> ORDERED = Map.of(BANANAS, 3, APPLES, 2);

    private final Stock bananas = stockOf(BANANAS, 20);
    private final Stock apples = stockOf(APPLES, 20);
    private final StockLookup stock = Map.of(BANANAS, bananas, APPLES, apples)::get;
    private final Reservation reservation = new Reservation(UUID.randomUUID(), NOW);

    @Test
    void reservesEveryLine() {
        reservation.reserve(ORDERED, stock, UNTIL, NOW);

        assertThat(reservation.status()).isEqualTo(ReservationStatus.HELD);
        assertThat(reservation.expiresAt()).isEqualTo(UNTIL);
        assertThat(bananas.available()).isEqualTo(17);
        assertThat(apples.available()).isEqualTo(18);
    }

    @Test
    void reservesNothingWhenALineIsShort() {
        apples.count(1, NOW);
        bananas.count(1, NOW);

        assertThatExceptionOfType(InsufficientStockException.class)
                .isThrownBy(() -> reservation.reserve(ORDERED, stock, UNTIL, NOW))
                .satisfies(refusal -> assertThat(refusal.details())
                        .isEqualTo(List.of(new ShortLine(BANANAS, 3, 1), new ShortLine(APPLES, 2, 1))));
        assertThat(bananas.available()).isOne();
        assertThat(apples.available()).isOne();
    }

    @Test
    void reservesOnlyOnce() {
        reservation.reserve(ORDERED, stock, UNTIL, NOW);

        assertThatIllegalStateException().isThrownBy(() -> reservation.reserve(ORDERED, stock, UNTIL, NOW));
    }

    @Test
    void commitsWhatIsReserved() {
        reservation.reserve(ORDERED, stock, UNTIL, NOW);

        assertThat(reservation.commit(ORDERED, stock, NOW)).isEqualTo(new Committed(List.of()));

        assertThat(bananas.level()).isEqualTo(new StockLevel(17, 0, 10));
        assertThat(apples.level()).isEqualTo(new StockLevel(18, 0, 10));
    }

    @Test
    void isCommittedOnce() {
        reservation.reserve(ORDERED, stock, UNTIL, NOW);
        reservation.commit(ORDERED, stock, NOW);

        assertThat(reservation.commit(ORDERED, stock, NOW)).isEqualTo(new Unchanged());
        assertThat(reservation.expire(stock, NOW)).isFalse();
        assertThat(reservation.release(stock, NOW)).isFalse();

        assertThat(bananas.level()).isEqualTo(new StockLevel(17, 0, 10));
    }

    @Test
    void releasesWhatIsReservedOnce() {
        reservation.reserve(ORDERED, stock, UNTIL, NOW);

        assertThat(reservation.release(stock, NOW)).isTrue();
        assertThat(reservation.release(stock, NOW)).isFalse();
        assertThat(reservation.cancel(stock, NOW)).isFalse();

        assertThat(bananas.level()).isEqualTo(new StockLevel(20, 0, 10));
    }

    @Test
    void staysReleasedWhenTheConfirmationComesLate() {
        reservation.reserve(ORDERED, stock, UNTIL, NOW);
        reservation.cancel(stock, NOW);

        assertThat(reservation.commit(ORDERED, stock, NOW)).isEqualTo(new Unchanged());

        assertThat(bananas.level()).isEqualTo(new StockLevel(20, 0, 10));
    }

    @Test
    void returnsWhatWasCommittedWhenTheOrderIsCancelled() {
        reservation.reserve(ORDERED, stock, UNTIL, NOW);
        reservation.commit(ORDERED, stock, NOW);

        assertThat(reservation.cancel(stock, NOW)).isTrue();
        assertThat(reservation.cancel(stock, NOW)).isFalse();

        assertThat(reservation.status()).isEqualTo(ReservationStatus.RETURNED);
        assertThat(bananas.level()).isEqualTo(new StockLevel(20, 0, 10));
    }

    @Test
    void canStillBeCommittedAfterItExpired() {
        reservation.reserve(ORDERED, stock, UNTIL, NOW);
        assertThat(reservation.expire(stock, NOW)).isTrue();
        assertThat(bananas.available()).isEqualTo(20);

        assertThat(reservation.commit(ORDERED, stock, NOW)).isEqualTo(new Committed(List.of()));

        assertThat(bananas.level()).isEqualTo(new StockLevel(17, 0, 10));
        assertThat(reservation.missing()).isEmpty();
    }

    @Test
    void commitsWhatIsLeftAndReportsAShortageWhenItHadExpired() {
        reservation.reserve(ORDERED, stock, UNTIL, NOW);
        reservation.expire(stock, NOW);
        bananas.count(1, NOW);

        assertThat(reservation.commit(ORDERED, stock, NOW))
                .isEqualTo(new Committed(
                        List.of(new StockShortage(reservation.orderId(), List.of(new MissingUnits(BANANAS, 2)), NOW))));

        assertThat(bananas.level()).isEqualTo(new StockLevel(0, 0, 10));
        assertThat(reservation.missing()).containsOnly(Map.entry(BANANAS, 2));
    }

    @Test
    void returnsOnlyWhatWasCommitted() {
        bananas.count(1, NOW);
        reservation.commit(ORDERED, stock, NOW);

        reservation.cancel(stock, NOW);

        assertThat(bananas.level()).isEqualTo(new StockLevel(1, 0, 10));
        assertThat(apples.level()).isEqualTo(new StockLevel(20, 0, 10));
    }

    @Test
    void commitsWhatWasOrderedWhenNothingWasReserved() {
        assertThat(reservation.commit(ORDERED, stock, NOW)).isEqualTo(new Committed(List.of()));

        assertThat(bananas.level()).isEqualTo(new StockLevel(17, 0, 10));
        assertThat(reservation.quantities()).isEqualTo(ORDERED);
    }

    @Test
    void reservesNothingOnceCancelled() {
        assertThat(reservation.cancel(stock, NOW)).isTrue();

        assertThatIllegalStateException().isThrownBy(() -> reservation.reserve(ORDERED, stock, UNTIL, NOW));
    }

    @Test
    void commitsTheUnitsOfAFailedOrderWhetherTheyWereReservedOrNot() {
        reservation.reserve(ORDERED, stock, UNTIL, NOW);
        Reservation expired = new Reservation(UUID.randomUUID(), NOW);
        expired.reserve(Map.of(BANANAS, 4), stock, UNTIL, NOW);
        expired.expire(stock, NOW);

        assertThat(reservation.fail(stock, NOW)).isTrue();
        assertThat(bananas.level()).isEqualTo(new StockLevel(17, 0, 10));
        assertThat(expired.fail(stock, NOW)).isTrue();
        assertThat(bananas.level()).isEqualTo(new StockLevel(13, 0, 10));

        assertThat(reservation.fail(stock, NOW)).isFalse();
        assertThat(reservation.commit(ORDERED, stock, NOW)).isEqualTo(new Unchanged());
        assertThat(reservation.status()).isEqualTo(ReservationStatus.COMMITTED);
        assertThat(bananas.level()).isEqualTo(new StockLevel(13, 0, 10));
    }

    @Test
    void isReleasedWhenTheOrderFailsBeforeAnythingIsReserved() {
        assertThat(reservation.fail(stock, NOW)).isTrue();

        assertThat(reservation.status()).isEqualTo(ReservationStatus.RELEASED);
        assertThat(bananas.level()).isEqualTo(new StockLevel(20, 0, 10));
    }

    @Test
    void isNotCommittedOnceCancelledAfterItExpired() {
        reservation.reserve(ORDERED, stock, UNTIL, NOW);
        reservation.expire(stock, NOW);

        assertThat(reservation.cancel(stock, NOW)).isTrue();
        assertThat(reservation.commit(ORDERED, stock, NOW)).isEqualTo(new Unchanged());

        assertThat(bananas.level()).isEqualTo(new StockLevel(20, 0, 10));
    }
}
