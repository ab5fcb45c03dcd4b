package com.homedelivery.product.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.homedelivery.product.application.SearchWord;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextQueryTests {

    @Test
    void aWordStandsForItsFormsSynonymsBeginningsAndParts() {
        SearchWord word = SearchWord.known("soda", List.of("soda", "sodas"), 4)
                .withSynonyms(List.of(List.of("fizzy", "drink")))
                .withParts(List.of("sodawater"))
                .withBeginning();

        assertThat(TextQuery.closest(word)).isEqualTo("('soda')");
        assertThat(TextQuery.loose(word))
                .isEqualTo("('soda') | 'soda' | 'sodas' | ('fizzy' <-> 'drink') | 'soda':*ABC | 'sodawater':ABC");
    }

    @Test
    void aMisspeltWordStandsForWhatWasMeant() {
        assertThat(TextQuery.loose(SearchWord.unknown("mlik").correctedTo("milk", List.of())))
                .isEqualTo("('milk')");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a'b", "a\\", "a&b", "a:*", "!", "(a"})
    void whatIsNoWordNeverBecomesPartOfAQuery(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> TextQuery.closest(SearchWord.unknown(text)));
    }
}
