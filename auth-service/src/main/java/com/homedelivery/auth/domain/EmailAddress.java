package com.homedelivery.auth.domain;

import java.util.Locale;
import java.util.UUID;

/**
 * A normalized e-mail address: stripped, in lower case.
 *
 * @param value at most 254 characters (RFC 5321, section 4.5.3.1.3 as corrected by erratum 1690)
 */
public record EmailAddress(String value) {

    public static final int MAX_LENGTH = 254;

    /** Where nobody has an address (RFC 2606, section 2): the domain of what is left of deleted accounts. */
    private static final String NOWHERE = "deleted.invalid";

    /** What an account is left with when its address is removed. */
    static EmailAddress ofDeleted(UUID accountId) {
        return new EmailAddress("deleted-" + accountId + "@" + NOWHERE);
    }

    /** Whether it may be what a deleted account is left with: then it is nobody's, and nobody may have it. */
    public boolean isOfDeleted() {
        return value.endsWith("@" + NOWHERE) || value.endsWith("." + NOWHERE);
    }

    public EmailAddress {
        value = value.strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return value;
    }
}
