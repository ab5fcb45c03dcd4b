package com.homedelivery.payment.domain;

import java.util.Locale;

/**
 * How a customer wants to pay. A code that is not among the known ones is kept, and treated as a card.
 *
 * @param code what the customer is shown; for a known method, its name in lower case
 */
public record PaymentMethod(String code) {

    /** What a method amounts to. */
    public enum Kind {
        CREDIT_CARD,
        DEBIT_CARD,
        UPI,
        WALLET,
        /** Cash on delivery: no provider takes part, the rider brings the money. */
        COD
    }

    /** The method that a client calls by this code, in upper or lower case. */
    public static PaymentMethod of(String code) {
        String stripped = code.strip();
        String known = stripped.toLowerCase(Locale.ROOT);
        return switch (known) {
            case "credit_card", "debit_card", "upi", "wallet", "cod" -> new PaymentMethod(known);
            default -> new PaymentMethod(stripped);
        };
    }

    public Kind kind() {
        return switch (code) {
            case "debit_card" -> Kind.DEBIT_CARD;
            case "upi" -> Kind.UPI;
            case "wallet" -> Kind.WALLET;
            case "cod" -> Kind.COD;
            default -> Kind.CREDIT_CARD;
        };
    }

    public boolean isCash() {
        return kind() == Kind.COD;
    }
}
