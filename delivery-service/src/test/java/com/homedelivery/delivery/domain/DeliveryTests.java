package com.homedelivery.delivery.domain;

import static com.homedelivery.delivery.domain.DeliveryFixtures.ANNOUNCE;
import static com.homedelivery.delivery.domain.DeliveryFixtures.CUSTOMER;
import static com.homedelivery.delivery.domain.DeliveryFixtures.DOOR;
import static com.homedelivery.delivery.domain.DeliveryFixtures.LIMITS;
import static com.homedelivery.delivery.domain.DeliveryFixtures.NOON;
import static com.homedelivery.delivery.domain.DeliveryFixtures.OFFER_LIFETIME;
import static com.homedelivery.delivery.domain.DeliveryFixtures.OTHER;
import static com.homedelivery.delivery.domain.DeliveryFixtures.POLICY;
import static com.homedelivery.delivery.domain.DeliveryFixtures.RIDER;
import static com.homedelivery.delivery.domain.DeliveryFixtures.STORE;
import static com.homedelivery.delivery.domain.DeliveryFixtures.assigned;
import static com.homedelivery.delivery.domain.DeliveryFixtures.codeOf;
import static com.homedelivery.delivery.domain.DeliveryFixtures.delivered;
import static com.homedelivery.delivery.domain.DeliveryFixtures.inTransit;
import static com.homedelivery.delivery.domain.DeliveryFixtures.offered;
import static com.homedelivery.delivery.domain.DeliveryFixtures.pending;
import static com.homedelivery.delivery.domain.DeliveryFixtures.pickedUp;
import static com.homedelivery.delivery.domain.DeliveryFixtures.silent;
import static com.homedelivery.delivery.domain.DeliveryFixtures.wrongCodeFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.homedelivery.shared.api.error.CommonErrorCode;
import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryCancelled;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryCompleted;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryFailed;
import com.homedelivery.shared.geo.GeoPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DeliveryTests {

    @Nested
    class Offering {

        @Test
        void theFirstWhoAcceptsGetsIt() {
            Delivery delivery = offered();

            var assigned = delivery.accept(RIDER, NOON).orElseThrow();

            assertThat(assigned.deliveryAgentId()).isEqualTo(RIDER);
            assertThat(assigned.userId()).isEqualTo(CUSTOMER);
            assertThat(delivery.status()).isEqualTo(DeliveryStatus.ASSIGNED);
            assertThatThrownBy(() -> delivery.accept(OTHER, NOON)).isInstanceOf(ConflictException.class);
            assertThat(delivery.riderId()).isEqualTo(RIDER);
        }

        @Test
        void acceptingAgainChangesNothing() {
            Delivery delivery = assigned();

            assertThat(delivery.accept(RIDER, NOON.plusSeconds(5))).isEmpty();
            assertThat(delivery.statusSince()).isEqualTo(NOON);
        }

        @Test
        void anExpiredOfferCannotBeAccepted() {
            assertThatThrownBy(() -> offered().accept(RIDER, NOON.plus(OFFER_LIFETIME)))
                    .isInstanceOf(ConflictException.class);
        }

        @Test
        void whoWasNeverAskedDoesNotFindIt() {
            assertThatThrownBy(() -> offered().accept(UUID.randomUUID(), NOON)).isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> offered().reject(UUID.randomUUID(), NOON)).isInstanceOf(NotFoundException.class);
        }

        @Test
        void whoRejectedIsNeverAskedAgain() {
            Delivery delivery = offered();

            assertThat(delivery.reject(RIDER, NOON)).isEmpty();

            assertThat(delivery.openOffers(NOON)).isEqualTo(1);
            assertThat(delivery.excludedRiders(NOON.plus(Duration.ofDays(1)), Duration.ofMinutes(2)))
                    .contains(RIDER);
            assertThatThrownBy(() -> delivery.accept(RIDER, NOON)).isInstanceOf(ConflictException.class);
        }

        @Test
        void whoSaidNothingIsAskedAgainAfterAWhile() {
            Delivery delivery = offered();
            Instant expired = NOON.plus(OFFER_LIFETIME);
            delivery.expireOffers(expired);

            assertThat(delivery.excludedRiders(expired.plusSeconds(60), Duration.ofMinutes(2)))
                    .contains(RIDER, OTHER);
            assertThat(delivery.excludedRiders(expired.plusSeconds(121), Duration.ofMinutes(2)))
                    .doesNotContain(RIDER, OTHER);
        }

        @Test
        void theCustomerIsNotAskedToDeliverToThemselves() {
            assertThat(pending().excludedRiders(NOON, Duration.ZERO)).containsExactly(CUSTOMER);
            assertThatThrownBy(() -> pending().assignTo(CUSTOMER, NOON)).isInstanceOf(ConflictException.class);
        }

        @Test
        void theNextSearchIsWhenTheFirstOfferExpires() {
            Delivery delivery = offered();

            delivery.scheduleNextSearch(NOON, Duration.ofSeconds(10));

            assertThat(delivery.nextSearchAt()).isEqualTo(NOON.plus(OFFER_LIFETIME));
        }

        @Test
        void aSearchThatFoundNobodyIsTriedAgainSoon() {
            Delivery delivery = pending();

            delivery.scheduleNextSearch(NOON, Duration.ofSeconds(10));

            assertThat(delivery.nextSearchAt()).isEqualTo(NOON.plusSeconds(10));
        }
    }

    @Nested
    class BeforePickup {

        @Test
        void theRiderMayHandItBackAndIsNotAskedAgain() {
            Delivery delivery = assigned();

            var unassigned = delivery.reject(RIDER, NOON).orElseThrow();

            assertThat(unassigned.reason()).isEqualTo("handed-back");
            assertThat(unassigned.deliveryAgentId()).isEqualTo(RIDER);
            assertThat(delivery.status()).isEqualTo(DeliveryStatus.PENDING);
            assertThat(delivery.riderId()).isNull();
            assertThat(delivery.excludedRiders(NOON, Duration.ZERO)).contains(RIDER);
        }

        @Test
        void whatAnAdminAssignedIsHandedBackForGoodToo() {
            Delivery delivery = pending();
            delivery.assignTo(RIDER, NOON);

            delivery.reject(RIDER, NOON);

            assertThat(delivery.excludedRiders(NOON, Duration.ZERO)).contains(RIDER);
        }

        @Test
        void anAdminMayGiveItToAnotherRider() {
            Delivery delivery = assigned();

            assertThat(delivery.assignTo(OTHER, NOON).formerRider()).isEqualTo(RIDER);

            assertThat(delivery.isAssignedTo(OTHER)).isTrue();
            assertThatThrownBy(() -> delivery.pickUp(RIDER, NOON)).isInstanceOf(NotFoundException.class);
        }

        @Test
        void aCancelledOrderStopsIt() {
            Delivery delivery = assigned();

            assertThat(delivery.stop("The order was cancelled", false, NOON).event())
                    .containsInstanceOf(DeliveryCancelled.class);

            assertThat(delivery.status()).isEqualTo(DeliveryStatus.FAILED);
            assertThat(delivery.wasCalledOff()).isTrue();
            assertThat(delivery.goods()).isEqualTo(GoodsLocation.IN_STORE);
            assertThat(delivery.failureReason()).isEqualTo("The order was cancelled");
            assertThat(delivery.otp()).isNull();
            assertThat(delivery.openOffers(NOON)).isZero();
        }

        @Test
        void nobodyGivesItUp() {
            for (Delivery delivery : List.of(pending(), assigned())) {
                assertThatThrownBy(() -> delivery.writeOff("rider not to be found", NOON))
                        .isInstanceOf(ConflictException.class);
            }
            Delivery delivery = assigned();
            assertThatThrownBy(() -> delivery.fail(RIDER, "flat tyre", NOON))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("reject");
            assertThat(delivery.status()).isEqualTo(DeliveryStatus.ASSIGNED);
        }

        @Test
        void itCannotBeHandedOver() {
            Delivery delivery = assigned();

            assertThatThrownBy(() -> delivery.handOver(RIDER, codeOf(delivery), POLICY, NOON))
                    .isInstanceOf(ConflictException.class);
        }
    }

    @Nested
    class Stopping {

        @Test
        void saysWhoWasFirst() {
            assertThat(outcomeOf(pending(), false)).isEqualTo(StopOutcome.STOPPED);
            assertThat(outcomeOf(assigned(), true)).isEqualTo(StopOutcome.STOPPED);
            assertThat(outcomeOf(pickedUp(), false)).isEqualTo(StopOutcome.PICKED_UP);
            assertThat(outcomeOf(inTransit(), true)).isEqualTo(StopOutcome.STOPPED_ON_THE_WAY);
            assertThat(outcomeOf(delivered(), true)).isEqualTo(StopOutcome.DELIVERED);
        }

        @Test
        void saysTheSameWhenRepeated() {
            assertThat(outcomeOf(DeliveryFixtures.calledOff(), true)).isEqualTo(StopOutcome.STOPPED);
            assertThat(outcomeOf(DeliveryFixtures.failed(), true)).isEqualTo(StopOutcome.FAILED);
        }

        private static StopOutcome outcomeOf(Delivery delivery, boolean evenIfPickedUp) {
            return delivery.stop("The order was cancelled", evenIfPickedUp, NOON)
                    .outcome();
        }
    }

    @Nested
    class AfterPickup {

        @Test
        void itIsTooLateToReassignOrHandBack() {
            Delivery delivery = pickedUp();

            assertThatThrownBy(() -> delivery.assignTo(OTHER, NOON)).isInstanceOf(ConflictException.class);
            assertThatThrownBy(() -> delivery.reject(RIDER, NOON)).isInstanceOf(ConflictException.class);
        }

        @Test
        void theRiderWasFasterThanACancellation() {
            for (Delivery delivery : List.of(pickedUp(), inTransit())) {
                DeliveryStatus before = delivery.status();

                assertThat(delivery.stop("The order was cancelled", false, NOON).event())
                        .isEmpty();

                assertThat(delivery.status()).isEqualTo(before);
                assertThat(delivery.goods()).isEqualTo(GoodsLocation.WITH_RIDER);
            }
        }

        @Test
        void itCanBeStoppedOnTheWay() {
            for (Delivery delivery : List.of(pickedUp(), inTransit())) {
                String code = codeOf(delivery);

                assertThat(delivery.stop("The order was cancelled", true, NOON).event())
                        .containsInstanceOf(DeliveryFailed.class);

                assertThat(delivery.status()).isEqualTo(DeliveryStatus.FAILED);
                assertThat(delivery.failureReason()).isEqualTo("The order was cancelled");
                assertThat(delivery.otp()).isNull();
                assertThatThrownBy(() -> delivery.handOver(RIDER, code, POLICY, NOON))
                        .isInstanceOf(ConflictException.class);
            }
        }

        @Test
        void pickingUpAgainChangesNothing() {
            for (Delivery delivery : List.of(pickedUp(), inTransit())) {
                DeliveryStatus before = delivery.status();

                assertThat(delivery.pickUp(RIDER, NOON.plusSeconds(60))).isEmpty();

                assertThat(delivery.status()).isEqualTo(before);
                assertThat(delivery.statusSince()).isEqualTo(NOON);
            }
        }

        @Test
        void theFirstPositionMeansThatItHasLeftTheStore() {
            Delivery delivery = pickedUp();

            Movement left = delivery.recordPosition(RIDER, STORE, ANNOUNCE, NOON);

            assertThat(left.event()).isPresent();
            assertThat(left.leftStore()).isTrue();
            assertThat(delivery.status()).isEqualTo(DeliveryStatus.IN_TRANSIT);
        }

        @Test
        void positionsArePublishedOnlySoOften() {
            Delivery delivery = inTransit();

            assertThat(delivery.recordPosition(RIDER, DOOR, ANNOUNCE, NOON.plusSeconds(29))
                            .event())
                    .isEmpty();
            assertThat(delivery.recordPosition(RIDER, DOOR, ANNOUNCE, NOON.plusSeconds(30))
                            .event())
                    .isPresent();
        }

        @Test
        void aPositionIsNeededAtOnceWhenTheGoodsLeaveTheStoreOrAnEventIsDue() {
            assertThat(pickedUp().needsPositionAtOnce(ANNOUNCE, NOON)).isTrue();
            assertThat(inTransit().needsPositionAtOnce(ANNOUNCE, NOON.plusSeconds(29)))
                    .isFalse();
            assertThat(inTransit().needsPositionAtOnce(ANNOUNCE, NOON.plusSeconds(30)))
                    .isTrue();
        }

        @Test
        void aPositionIsNeededAtOnceWhenItEndsASilence() {
            Instant reported = NOON.plus(LIMITS.silentAfter());
            Duration hardlyEver = Duration.ofDays(1);

            assertThat(silent().needsPositionAtOnce(hardlyEver, reported)).isTrue();
            assertThat(inTransit().needsPositionAtOnce(hardlyEver, reported)).isFalse();
        }

        @Test
        void noPositionIsNeededAtOnceOnTheWayToTheStore() {
            assertThat(assigned().needsPositionAtOnce(ANNOUNCE, NOON.plusSeconds(600)))
                    .isFalse();
        }

        @Test
        void aPositionBeforePickupIsNotOnTheWay() {
            Delivery delivery = assigned();

            assertThat(delivery.recordPosition(RIDER, DOOR, ANNOUNCE, NOON).event())
                    .isEmpty();

            assertThat(delivery.status()).isEqualTo(DeliveryStatus.ASSIGNED);
            assertThat(delivery.travelledKm()).isZero();
            assertThat(delivery.current()).isEqualTo(DOOR);
        }

        @Test
        void onlyItsRiderMovesIt() {
            assertThatThrownBy(() -> pickedUp().recordPosition(OTHER, DOOR, ANNOUNCE, NOON))
                    .isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> pickedUp().fail(OTHER, "lost", NOON)).isInstanceOf(NotFoundException.class);
        }

        @Test
        void theDistanceIsTheSumBetweenPositions() {
            Delivery delivery = pickedUp();
            GeoPoint corner = new GeoPoint(STORE.lat(), DOOR.lng());
            delivery.recordPosition(RIDER, corner, ANNOUNCE, NOON.plusSeconds(60));
            delivery.recordPosition(RIDER, DOOR, ANNOUNCE, NOON.plusSeconds(120));

            DeliveryCompleted completed = delivery.handOver(RIDER, codeOf(delivery), POLICY, NOON.plusSeconds(601))
                    .orElseThrow();

            assertThat(completed.distanceKm())
                    .isCloseTo(STORE.distanceKmTo(corner) + corner.distanceKmTo(DOOR), within(0.001));
            assertThat(completed.durationMinutes()).isEqualTo(11);
            assertThat(completed.deliveryLocation()).isEqualTo(DOOR);
        }

        @Test
        void theGoodsOfAFailedDeliveryAreGoneUntilTheyAreBack() {
            Delivery delivery = inTransit();
            assertThatThrownBy(() -> delivery.returnGoods(NOON)).isInstanceOf(ConflictException.class);
            delivery.fail(RIDER, "nobody home", NOON);
            assertThat(delivery.goods()).isEqualTo(GoodsLocation.WITH_RIDER);

            assertThat(delivery.returnGoods(NOON)).isPresent();
            assertThat(delivery.returnGoods(NOON)).isEmpty();

            assertThat(delivery.goods()).isEqualTo(GoodsLocation.RETURNED);
        }

        @Test
        void thePositionOfItsRiderIsDeletedWhenItIsOver() {
            Delivery failed = inTransit();
            failed.fail(RIDER, "nobody home", NOON);

            assertThat(failed.current()).isNull();
            assertThat(delivered().current()).isNull();
            assertThat(delivered().locatedAt()).isNull();
        }

        @Test
        void aRiderMayGiveUp() {
            Delivery delivery = inTransit();

            assertThat(delivery.fail(RIDER, "nobody home", NOON).reason()).isEqualTo("nobody home");

            assertThat(delivery.status()).isEqualTo(DeliveryStatus.FAILED);
            assertThat(delivery.actualMinutes()).isNull();
        }

        @Test
        void anAdminMayGiveItUpForARiderWhoDisappeared() {
            Delivery delivery = pickedUp();

            assertThat(delivery.writeOff("rider not to be found", NOON).reason())
                    .isEqualTo("rider not to be found");

            assertThat(delivery.status()).isEqualTo(DeliveryStatus.FAILED);
            assertThatThrownBy(() -> delivery.writeOff("again", NOON)).isInstanceOf(ConflictException.class);
        }
    }

    @Nested
    class Handover {

        @Test
        void needsTheCustomersCode() {
            Delivery delivery = inTransit();

            assertThatThrownBy(() -> delivery.handOver(RIDER, wrongCodeFor(delivery), POLICY, NOON))
                    .isInstanceOf(InvalidOtpException.class);
            assertThat(delivery.status()).isEqualTo(DeliveryStatus.IN_TRANSIT);

            delivery.handOver(RIDER, codeOf(delivery), POLICY, NOON.plusSeconds(60));
            assertThat(delivery.status()).isEqualTo(DeliveryStatus.DELIVERED);
            assertThat(delivery.actualMinutes()).isEqualTo(1);
            assertThat(delivery.otp()).isNull();
        }

        @Test
        void isLockedForAWhileAfterTooManyWrongCodes() {
            Delivery delivery = inTransit();
            String right = codeOf(delivery);
            for (int guess = 0; guess < POLICY.wrongTries(); guess++) {
                assertThatThrownBy(() -> delivery.handOver(RIDER, wrongCodeFor(delivery), POLICY, NOON))
                        .isInstanceOf(InvalidOtpException.class);
            }

            assertThatThrownBy(() -> delivery.handOver(RIDER, right, POLICY, NOON.plusSeconds(599)))
                    .isInstanceOfSatisfying(
                            OtpLockedException.class,
                            locked -> assertThat(locked.code()).isEqualTo(CommonErrorCode.CONFLICT));
            delivery.handOver(RIDER, right, POLICY, NOON.plusSeconds(600));
            assertThat(delivery.status()).isEqualTo(DeliveryStatus.DELIVERED);
        }

        @Test
        void canBeRepeatedWithTheSameCode() {
            Delivery delivery = inTransit();
            String code = codeOf(delivery);
            assertThat(delivery.handOver(RIDER, code, POLICY, NOON.plusSeconds(60)))
                    .isPresent();

            assertThat(delivery.handOver(RIDER, code, POLICY, NOON.plusSeconds(90)))
                    .isEmpty();

            assertThat(delivery.statusSince()).isEqualTo(NOON.plusSeconds(60));
            assertThat(delivery.otp()).isNull();
        }

        @Test
        void happensOnce() {
            Delivery delivery = delivered();

            assertThatThrownBy(() -> delivery.handOver(RIDER, wrongCodeFor(delivery), POLICY, NOON))
                    .isInstanceOf(ConflictException.class);
            assertThatThrownBy(() -> delivery.recordPosition(RIDER, DOOR, ANNOUNCE, NOON))
                    .isInstanceOf(ConflictException.class);
            assertThat(delivery.stop("too late", true, NOON).event()).isEmpty();
        }

        @Test
        void codesAreFourDigits() {
            for (int i = 0; i < 1000; i++) {
                assertThat(codeOf(pending())).matches("[0-9]{4}");
            }
        }
    }
}
