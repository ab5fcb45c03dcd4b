package com.homedelivery.product.web;

import com.homedelivery.product.application.SynonymSet;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Terms that mean the same.
 *
 * @param language tag of the language they are of; each when it is missing
 * @param terms each of one to four words
 */
record SynonymRequest(
        @Nullable String language,

        @NotNull @Size(min = 2, max = SynonymSet.MAX_TERMS)
        List<@NotBlank @Size(max = SynonymSet.MAX_TERM_LENGTH) String> terms) {}
