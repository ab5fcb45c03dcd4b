package com.homedelivery.product.application;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Terms that mean the same to a customer: who searches for one finds what has any of them.
 *
 * @param language tag of the language they are of, empty for the catalogue's own; null for each
 * @param terms 2 to {@value #MAX_TERMS}, each of at most {@value #MAX_WORDS} words
 */
public record SynonymSet(UUID id, @Nullable String language, List<String> terms, Instant createdAt, Instant updatedAt) {

    public static final int MAX_TERMS = 20;
    public static final int MAX_WORDS = 4;
    public static final int MAX_TERM_LENGTH = 60;
}
