package com.homedelivery.notification.domain;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A telephone number that can be called from anywhere.
 *
 * @param e164 {@code +} and 7 to 15 digits, the country's first (ITU-T E.164)
 */
public record PhoneNumber(String e164) {

    private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{6,14}");

    /**
     * The number that a person has written, if its country is known: it begins with {@code +} or {@code 00}. Blanks,
     * dots, dashes, slashes and brackets do not matter.
     */
    public static Optional<PhoneNumber> parse(@Nullable String written) {
        if (written == null) {
            return Optional.empty();
        }
        String digits = written.replaceAll("[\\s().\\-/]", "").replaceFirst("^00", "+");
        return E164.matcher(digits).matches() ? Optional.of(new PhoneNumber(digits)) : Optional.empty();
    }
}
