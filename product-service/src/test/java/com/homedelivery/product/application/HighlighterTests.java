package com.homedelivery.product.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HighlighterTests {

    private static final SearchWord MILK = SearchWord.known("milk", List.of("milk", "milks"), 3);

    @Test
    void marksAllFormsOfAWordAndNoOther() {
        assertThat(marked("Milk, milks & buttermilk", MILK)).containsExactly("Milk", "milks");
    }

    @Test
    void marksWhateverHasAccentsOrNone() {
        SearchWord creme = SearchWord.known("creme", List.of("creme"), 1);

        assertThat(marked("Crème brûlée", creme)).containsExactly("Crème");
        assertThat(marked("Cre\u0300me", creme)).containsExactly("Cre\u0300me");
    }

    @Test
    void marksWholeWordsThatBeginAsWhatWasTyped() {
        assertThat(marked("Sour milk", SearchWord.unknown("mil").withBeginning()))
                .containsExactly("milk");
    }

    @Test
    void marksWhatWasMeantAndWhatMeansTheSame() {
        SearchWord mlik = SearchWord.unknown("mlik").correctedTo("milk", List.of("milk"));
        SearchWord soda = SearchWord.known("soda", List.of("soda"), 1)
                .standingFor(List.of("soda"), List.of(List.of("soda", "fizzy drink")));

        assertThat(marked("Milk and a fizzy drink", mlik, soda)).containsExactly("Milk", "fizzy", "drink");
    }

    @Test
    void marksAUnitApartFromItsNumber() {
        assertThat(marked("Milk 1L", SearchWord.known("1", List.of(), 0))).containsExactly("1");
    }

    @Test
    void marksNothingInNothing() {
        assertThat(Highlighter.of(null, List.of(MILK))).isEmpty();
        assertThat(marked("", MILK)).isEmpty();
    }

    private static List<String> marked(String text, SearchWord... words) {
        return Highlighter.of(text, List.of(words)).stream()
                .map(place -> text.substring(place.start(), place.end()))
                .toList();
    }
}
