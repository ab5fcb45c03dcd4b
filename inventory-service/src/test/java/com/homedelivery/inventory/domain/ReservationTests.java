package com.homedelivery.inventory.domain;

import static com.homedelivery.inventory.domain.StockFixtures.APPLES;
import static com.homedelivery.inventory.domain.StockFixtures.BANANAS;
import static com.homedelivery.inventory.domain.StockFixtures.NOW;
import static com.homedelivery.inventory.domain.StockFixtures.stockOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.homedelivery.inventory.domain.InsufficientStockException.ShortLine;
import com.homedelivery.inventory.domain.Reservation.StockLookup;
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
    private final StockLookup shelf = Map.of(BANANAS, bananas, APPLES, apples)::get;
    private final Reservation reservation = new Reservation(UUID.randomUUID(), NOW);

    @Test
    void holdsEveryLine() {
        reservation.hold(ORDERED, shelf, UNTIL, NOW);

        assertThat(reservation.status()).isEqualTo(ReservationStatus.HELD);
        assertThat(reservation.expiresAt()).isEqualTo(UNTIL);
        assertThat(bananas.available()).isEqualTo(17);
        assertThat(apples.available()).isEqualTo(18);
    }

    @Test
    void holdsNothingWhenALineIsShort() {
        apples.count(1, NOW);
        bananas.count(1, NOW);

        assertThatExceptionOfType(InsufficientStockException.class)
                .isThrownBy(() -> reservation.hold(ORDERED, shelf, UNTIL, NOW))
                .satisfies(refusal -> assertThat(refusal.details())
                        .isEqualTo(List.of(new ShortLine(BANANAS, 3, 1), new ShortLine(APPLES, 2, 1))));
        assertThat(bananas.available()).isOne();
        assertThat(apples.available()).isOne();
    }

    @Test
    void isHeldOnlyOnce() {
        reservation.hold(ORDERED, shelf, UNTIL, NOW);

        assertThatIllegalStateException().isThrownBy(() -> reservation.hold(ORDERED, shelf, UNTIL, NOW));
    }

    @Test
    void takesOutWhatItHolds() {
        reservation.hold(ORDERED, shelf, UNTIL, NOW);

        assertThat(reservation.commit(ORDERED, shelf, NOW)).isTrue();

        assertThat(bananas.level()).isEqualTo(new StockLevel(17, 0, 10));
        assertThat(apples.level()).isEqualTo(new StockLevel(18, 0, 10));
    }

    @Test
    void isCommittedOnce() {
        reservation.hold(ORDERED, shelf, UNTIL, NOW);
        reservation.commit(ORDERED, shelf, NOW);

        assertThat(reservation.commit(ORDERED, shelf, NOW)).isFalse();
        assertThat(reservation.expire(shelf, NOW)).isFalse();
        assertThat(reservation.release(shelf, NOW)).isFalse();

        assertThat(bananas.level()).isEqualTo(new StockLevel(17, 0, 10));
    }

    @Test
    void givesBackWhatItHoldsOnce() {
        reservation.hold(ORDERED, shelf, UNTIL, NOW);

        assertThat(reservation.release(shelf, NOW)).isTrue();
        assertThat(reservation.release(shelf, NOW)).isFalse();
        assertThat(reservation.cancel(shelf, NOW)).isFalse();

        assertThat(bananas.level()).isEqualTo(new StockLevel(20, 0, 10));
    }

    @Test
    void staysReleasedWhenTheConfirmationComesLate() {
        reservation.hold(ORDERED, shelf, UNTIL, NOW);
        reservation.cancel(shelf, NOW);

        assertThat(reservation.commit(ORDERED, shelf, NOW)).isFalse();

        assertThat(bananas.level()).isEqualTo(new StockLevel(20, 0, 10));
    }

    @Test
    void putsBackWhatWasTakenWhenTheOrderIsCancelled() {
        reservation.hold(ORDERED, shelf, UNTIL, NOW);
        reservation.commit(ORDERED, shelf, NOW);

        assertThat(reservation.cancel(shelf, NOW)).isTrue();
        assertThat(reservation.cancel(shelf, NOW)).isFalse();

        assertThat(reservation.status()).isEqualTo(ReservationStatus.RETURNED);
        assertThat(bananas.level()).isEqualTo(new StockLevel(20, 0, 10));
    }

    @Test
    void canStillBeCommittedAfterItExpired() {
        reservation.hold(ORDERED, shelf, UNTIL, NOW);
        assertThat(reservation.expire(shelf, NOW)).isTrue();
        assertThat(bananas.available()).isEqualTo(20);

        assertThat(reservation.commit(ORDERED, shelf, NOW)).isTrue();

        assertThat(bananas.level()).isEqualTo(new StockLevel(17, 0, 10));
        assertThat(reservation.missing()).isEmpty();
    }

    @Test
    void takesWhatIsLeftWhenItExpiredAndTheGoodsAreGone() {
        reservation.hold(ORDERED, shelf, UNTIL, NOW);
        reservation.expire(shelf, NOW);
        bananas.count(1, NOW);

        reservation.commit(ORDERED, shelf, NOW);

        assertThat(bananas.level()).isEqualTo(new StockLevel(0, 0, 10));
        assertThat(reservation.missing()).containsOnly(Map.entry(BANANAS, 2));
    }

    @Test
    void putsBackOnlyWhatWasReallyTaken() {
        bananas.count(1, NOW);
        reservation.commit(ORDERED, shelf, NOW);

        reservation.cancel(shelf, NOW);

        assertThat(bananas.level()).isEqualTo(new StockLevel(1, 0, 10));
        assertThat(apples.level()).isEqualTo(new StockLevel(20, 0, 10));
    }

    @Test
    void anOrderNothingWasHeldForTakesWhatItOrdered() {
        assertThat(reservation.commit(ORDERED, shelf, NOW)).isTrue();

        assertThat(bananas.level()).isEqualTo(new StockLevel(17, 0, 10));
        assertThat(reservation.quantities()).isEqualTo(ORDERED);
    }

    @Test
    void aCancelledOrderCannotBeHeldAnyMore() {
        assertThat(reservation.cancel(shelf, NOW)).isTrue();

        assertThatIllegalStateException().isThrownBy(() -> reservation.hold(ORDERED, shelf, UNTIL, NOW));
    }

    @Test
    void theGoodsOfAnOrderThatFailedAreGoneWhetherTheyWereHeldOrNot() {
        reservation.hold(ORDERED, shelf, UNTIL, NOW);
        Reservation expired = new Reservation(UUID.randomUUID(), NOW);
        expired.hold(Map.of(BANANAS, 4), shelf, UNTIL, NOW);
        expired.expire(shelf, NOW);

        assertThat(reservation.fail(shelf, NOW)).isTrue();
        assertThat(bananas.level()).isEqualTo(new StockLevel(17, 0, 10));
        assertThat(expired.fail(shelf, NOW)).isTrue();
        assertThat(bananas.level()).isEqualTo(new StockLevel(13, 0, 10));

        assertThat(reservation.fail(shelf, NOW)).isFalse();
        assertThat(reservation.commit(ORDERED, shelf, NOW)).isFalse();
        assertThat(reservation.status()).isEqualTo(ReservationStatus.COMMITTED);
        assertThat(bananas.level()).isEqualTo(new StockLevel(13, 0, 10));
    }

    @Test
    void anOrderThatFailedCannotBeHeldAnyMore() {
        assertThat(reservation.fail(shelf, NOW)).isTrue();

        assertThat(reservation.status()).isEqualTo(ReservationStatus.RELEASED);
        assertThat(bananas.level()).isEqualTo(new StockLevel(20, 0, 10));
    }

    @Test
    void cancellingWhatHasExpiredForbidsALateConfirmation() {
        reservation.hold(ORDERED, shelf, UNTIL, NOW);
        reservation.expire(shelf, NOW);

        assertThat(reservation.cancel(shelf, NOW)).isTrue();
        assertThat(reservation.commit(ORDERED, shelf, NOW)).isFalse();

        assertThat(bananas.level()).isEqualTo(new StockLevel(20, 0, 10));
    }
}
