package com.homedelivery.product.web;

import com.homedelivery.product.ProductProperties;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The languages in which the catalogue can be read (RFC 9110, section 12.5.4; matching by RFC 4647, section 3.4). */
@Component
class Languages {

    private static final int MAX_HEADER_LENGTH = 200;

    private final List<String> tags;

    Languages(ProductProperties properties) {
        this.tags = properties.languages();
    }

    /** The one in which names and descriptions themselves are written. */
    String first() {
        return tags.getFirst();
    }

    /** The one that suits a client best; the first one when none does, or the header cannot be read. */
    String bestFor(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.length() > MAX_HEADER_LENGTH) {
            return first();
        }
        try {
            String best = Locale.lookupTag(Locale.LanguageRange.parse(acceptLanguage), tags);
            return best == null ? first() : best;
        } catch (IllegalArgumentException _) {
            return first();
        }
    }

    /** What searches call the language of that tag: nothing, where it is the one in which names and descriptions are written. */
    String searched(String tag) {
        return tag.equals(first()) ? "" : tag;
    }

    boolean isKnown(String tag) {
        return tags.contains(tag);
    }
}
