package com.homedelivery.user.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.api.error.ValidationException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AddressBookTests {

    private static final Instant NOW = Instant.parse("2026-01-31T10:15:30Z");
    private static final AddressChanges NOTHING =
            new AddressChanges(null, null, null, UserFixtures.address(null, null, null, null, null));

    private final AddressBook book = new AddressBook(UUID.randomUUID());

    @Test
    void theFirstAddressIsTheDefault() {
        SavedAddress home = book.add(details("Home"), false, NOW);
        book.add(details("Work"), false, NOW);

        assertThatDefaultIs(home);
    }

    @Test
    void anotherCanBeAddedAsTheDefault() {
        book.add(details("Home"), false, NOW);
        SavedAddress work = book.add(details("Work"), true, NOW);

        assertThatDefaultIs(work);
        assertThat(book.addresses().getFirst()).isSameAs(work);
    }

    @Test
    void anotherCanBeMadeTheDefault() {
        book.add(details("Home"), false, NOW);
        SavedAddress work = book.add(details("Work"), false, NOW);

        book.revise(work.id(), NOTHING, true, NOW);

        assertThatDefaultIs(work);
    }

    @Test
    void theDefaultCannotBeUnset() {
        SavedAddress home = book.add(details("Home"), false, NOW);
        SavedAddress work = book.add(details("Work"), false, NOW);

        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> book.revise(home.id(), NOTHING, false, NOW));
        book.revise(work.id(), NOTHING, false, NOW);

        assertThatDefaultIs(home);
    }

    @Test
    void theLatestReplacesADefaultThatIsRemoved() {
        SavedAddress home = book.add(details("Home"), false, NOW);
        book.add(details("Work"), false, NOW);
        SavedAddress parents = book.add(details("Parents"), false, NOW);

        book.remove(home.id());

        assertThatDefaultIs(parents);
    }

    @Test
    void removingAnotherLeavesTheDefault() {
        SavedAddress home = book.add(details("Home"), false, NOW);
        SavedAddress work = book.add(details("Work"), false, NOW);

        book.remove(work.id());

        assertThatDefaultIs(home);
    }

    @Test
    void anEmptyBookHasNoDefaultAndTheNextIsFirstAgain() {
        book.remove(book.add(details("Home"), false, NOW).id());
        assertThat(book.addresses()).isEmpty();

        assertThatDefaultIs(book.add(details("Work"), false, NOW));
    }

    @Test
    void holdsTwentyAddresses() {
        for (int i = 0; i < AddressBook.MAX_ADDRESSES; i++) {
            book.add(details("Home " + i), false, NOW);
        }

        assertThatExceptionOfType(AddressBookFullException.class)
                .isThrownBy(() -> book.add(details("One more"), false, NOW));
    }

    @Test
    void anUnknownAddressIsNotFound() {
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> book.remove(UUID.randomUUID()));
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> book.revise(UUID.randomUUID(), NOTHING, null, NOW));
    }

    @Test
    void onlyADifferenceChangesTheTime() {
        SavedAddress home = book.add(details("Home"), false, NOW);

        book.revise(home.id(), details(" Home "), null, NOW.plusSeconds(1));
        assertThat(home.updatedAt()).isEqualTo(NOW);

        book.revise(home.id(), details("Cabin"), null, NOW.plusSeconds(2));
        assertThat(home.updatedAt()).isEqualTo(NOW.plusSeconds(2));
        assertThat(home.details().label()).isEqualTo("Cabin");
    }

    @Test
    void whatIsForTheRiderCanBeRemovedAgain() {
        SavedAddress home = book.add(forRiders(Optional.of(" Ring twice "), Optional.of("+12125550100")), false, NOW);
        assertThat(home.details().instructions()).isEqualTo("Ring twice");

        book.revise(home.id(), forRiders(Optional.empty(), null), null, NOW);
        assertThat(home.details().instructions()).isNull();
        assertThat(home.details().phone()).isEqualTo("+12125550100");

        book.revise(home.id(), forRiders(null, Optional.of("")), null, NOW);
        assertThat(home.details().phone()).isNull();
        assertThat(home.details().address().street()).isEqualTo("123 Main St");
    }

    private static AddressChanges forRiders(@Nullable Optional<String> instructions, @Nullable Optional<String> phone) {
        return new AddressChanges(null, instructions, phone, details("Home").address());
    }

    private void assertThatDefaultIs(SavedAddress expected) {
        assertThat(book.addresses()).filteredOn(book::isDefault).containsExactly(expected);
    }

    private static AddressChanges details(String label) {
        return new AddressChanges(
                Optional.of(label), null, null, UserFixtures.address("123 Main St", "New York", "NY", "10001", null));
    }
}
