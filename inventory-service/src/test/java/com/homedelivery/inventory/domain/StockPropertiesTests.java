package com.homedelivery.inventory.domain;

import static com.homedelivery.inventory.domain.StockFixtures.BANANAS;
import static com.homedelivery.inventory.domain.StockFixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.api.error.DomainException;
import com.homedelivery.shared.event.InventoryEvent.AvailabilityChanged;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Whatever happens to a product's stock, its batches and its movements add up to it. */
class StockPropertiesTests {

    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 31);

    private enum Verb {
        RECEIVE,
        ADJUST,
        LOSE,
        COUNT,
        CORRECT,
        RESERVE,
        COMMIT,
        RELEASE,
        COMMIT_UNRESERVED,
        RETURN,
        RESERVE_AD_HOC,
        RELEASE_AD_HOC,
        KEEP_SAFETY_STOCK,
        EXPIRE,
        WRITE_OFF
    }

    /**
     * @param units how many, where it matters
     * @param choice which order, batch or day
     */
    private record Step(Verb verb, int units, int choice) {}

    @Provide
    Arbitrary<Step> steps() {
        return Combinators.combine(
                        Arbitraries.of(Verb.values()),
                        Arbitraries.integers().between(1, 30),
                        Arbitraries.integers().between(0, 9))
                .as(Step::new);
    }

    @Property(tries = 2000)
    void batchesAndMovementsAddUpToTheStock(@ForAll @Size(max = 60) List<@From("steps") Step> steps) {
        Store store = new Store();
        steps.forEach(step -> {
            store.take(step);
            store.check();
        });
    }

    /** A product's stock with its batches, as the service keeps them. */
    private static final class Store {

        private final Stock stock = new Stock(BANANAS, 3, NOW);
        private final Map<UUID, Batch> batches = new LinkedHashMap<>();
        private final Map<UUID, Integer> batchSums = new HashMap<>();
        private final Map<UUID, Map<UUID, Integer>> taken = new HashMap<>();
        private final Map<UUID, Integer> held = new LinkedHashMap<>();
        private final Map<UUID, Integer> committed = new LinkedHashMap<>();
        private final List<AvailabilityChanged> told = new ArrayList<>();
        private LocalDate today = FIRST_DAY;
        private int quantity;
        private int reserved;
        private int balance;

        void take(Step step) {
            try {
                happen(step.verb(), step.units(), step.choice());
            } catch (DomainException refusal) {
                assertThat(stock.movements()).as("a refusal moves nothing").isEmpty();
            }
            carryOver();
        }

        private void happen(Verb verb, int units, int choice) {
            switch (verb) {
                case RECEIVE -> {
                    UUID id = UUID.randomUUID();
                    LocalDate expiresOn = choice == 9 ? null : today.plusDays(choice);
                    batches.put(id, Batch.arriving(id, BANANAS, "GR-" + batches.size(), null, expiresOn, units));
                    stock.receive(units, id, NOW);
                }
                case ADJUST -> stock.adjust(units, NOW);
                case LOSE -> stock.adjust(-units, NOW);
                case COUNT -> stock.count(units, NOW);
                case CORRECT -> {
                    int difference = units - 15;
                    if (stock.canBeCorrectedBy(difference)) {
                        stock.correct(difference, NOW);
                    }
                }
                case RESERVE -> {
                    UUID order = UUID.randomUUID();
                    stock.reserve(units, order, NOW);
                    held.put(order, units);
                }
                case COMMIT ->
                    pick(held, choice, (order, some) -> {
                        int there = Math.max(
                                0, stock.level().quantity() - stock.level().expired());
                        int missing = stock.commit(some, order, NOW);
                        assertThat(missing).isEqualTo(Math.max(0, some - there));
                        committed.put(order, some - missing);
                    });
                case RELEASE -> pick(held, choice, (order, some) -> stock.release(some, order, NOW));
                case COMMIT_UNRESERVED -> {
                    UUID order = UUID.randomUUID();
                    committed.put(order, units - stock.commitUnreserved(units, order, NOW));
                }
                case RETURN -> pick(committed, choice, (order, some) -> stock.returnUnits(some, order, NOW));
                case RESERVE_AD_HOC -> stock.reserveAdHoc(units, NOW);
                case RELEASE_AD_HOC -> stock.releaseAdHoc(units, NOW);
                case KEEP_SAFETY_STOCK -> stock.keepSafetyStock(units, NOW);
                case EXPIRE -> {
                    today = today.plusDays(choice);
                    stock.expireBefore(today, NOW);
                }
                case WRITE_OFF -> {
                    List<Batch> there = batches.values().stream()
                            .filter(batch -> batch.quantity() > 0)
                            .toList();
                    if (!there.isEmpty()) {
                        Batch batch = there.get(choice % there.size());
                        stock.writeOff(Math.min(units, batch.quantity()), batch.id(), NOW);
                    }
                }
            }
        }

        @FunctionalInterface
        private interface OfOrder {
            void happen(UUID order, int units);
        }

        private static void pick(Map<UUID, Integer> orders, int choice, OfOrder work) {
            orders.keySet().stream()
                    .skip(choice % Math.max(1, orders.size()))
                    .findFirst()
                    .ifPresent(order -> work.happen(order, orders.remove(order)));
        }

        private void carryOver() {
            if (stock.concernsBatches()) {
                ProductBatches ofProduct = new ProductBatches(BANANAS, batches.values(), taken);
                stock.carryOverTo(ofProduct);
                ofProduct.movements().forEach(this::record);
                ofProduct.changed().forEach(batch -> batches.put(batch.id(), batch));
            }
            StockChange change = stock.drainChange(NOW);
            change.movements().forEach(movement -> {
                quantity += movement.quantityChange();
                reserved += movement.reservedChange();
            });
            balance += change.balanceChange();
            change.events().forEach(event -> {
                if (event instanceof AvailabilityChanged changed) {
                    told.add(changed);
                }
            });
        }

        private void record(BatchMovement movement) {
            if (movement.kind() == MovementKind.COMMIT) {
                assertThat(batches.get(movement.batchId()).expired())
                        .as("nothing expired is sold")
                        .isFalse();
            }
            batchSums.merge(movement.batchId(), movement.quantityChange(), Integer::sum);
            if (movement.orderId() != null) {
                taken.computeIfAbsent(movement.orderId(), _ -> new LinkedHashMap<>())
                        .merge(movement.batchId(), -movement.quantityChange(), Integer::sum);
            }
        }

        void check() {
            StockLevel level = stock.level();
            assertThat(batches.values().stream().mapToInt(Batch::quantity).sum())
                    .isEqualTo(level.quantity());
            assertThat(quantity).isEqualTo(level.quantity());
            assertThat(reserved).isEqualTo(level.reserved()).isBetween(0, level.quantity());
            assertThat(balance).isEqualTo(level.balance());
            assertThat(batches.values().stream()
                            .filter(Batch::expired)
                            .mapToInt(Batch::quantity)
                            .sum())
                    .isEqualTo(level.expired());
            batches.values()
                    .forEach(batch -> assertThat(batch.quantity())
                            .isEqualTo(batchSums.getOrDefault(batch.id(), 0))
                            .isNotNegative());
            assertThat(level.available()).isNotNegative();
            if (!told.isEmpty()) {
                assertThat(told.getLast().available()).isEqualTo(Math.min(10, level.available()));
                assertThat(told.getLast().version()).isEqualTo(told.size());
            }
        }
    }
}
