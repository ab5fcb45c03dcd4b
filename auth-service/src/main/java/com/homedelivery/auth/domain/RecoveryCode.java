package com.homedelivery.auth.domain;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.UUID;

/** What is stored of a code that stands in, once, for a second factor that was lost: its hash. */
@Entity
@Table(name = "recovery_codes")
public class RecoveryCode {

    private static final int BITS = 80;
    private static final int DIGITS = 16;
    private static final int RADIX = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    @Id
    private String codeHash;

    private UUID accountId;

    protected RecoveryCode() {}

    public RecoveryCode(UUID accountId, String code) {
        this.codeHash = hashOf(accountId, code);
        this.accountId = accountId;
    }

    /** 80 random bits in four groups of four: {@code 0f3k-m2qa-71ti-v9cb}. */
    public static String random() {
        String digits = new BigInteger(BITS, RANDOM).toString(RADIX);
        return ("0".repeat(DIGITS - digits.length()) + digits).replaceAll("(....)(?=.)", "$1-");
    }

    /** The same however it is typed: with or without dashes and space, in capitals or not. */
    public static String hashOf(UUID accountId, String code) {
        return Sha256.of(accountId + ":" + code.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT));
    }
}
