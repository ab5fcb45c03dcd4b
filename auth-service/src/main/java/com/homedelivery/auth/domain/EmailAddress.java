package com.homedelivery.auth.domain;

import java.util.Locale;

/**
 * A normalized e-mail address: stripped, in lower case.
 *
 * @param value at most 254 characters (RFC 5321, section 4.5.3.1.3 as corrected by erratum 1690)
 */
public record EmailAddress(String value) {

    public static final int MAX_LENGTH = 254;

    public EmailAddress {
        value = value.strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return value;
    }
}
