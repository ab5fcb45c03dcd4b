package com.homedelivery.user.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.api.error.ValidationException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AddressBookTests {

    private static final Instant NOW = Instant.parse("2026-01-31T10:15:30Z");
    private static final AddressDetails NOTHING = new AddressDetails(null, PostalAddress.UNKNOWN);

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
        assertThat(home.label()).isEqualTo("Cabin");
    }

    private void assertThatDefaultIs(SavedAddress expected) {
        assertThat(book.addresses()).filteredOn(book::isDefault).containsExactly(expected);
    }

    private static AddressDetails details(String label) {
        return new AddressDetails(label, PostalAddress.of("123 Main St", "New York", "NY", "10001", null));
    }
}
