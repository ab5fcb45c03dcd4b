package com.homedelivery.product.domain;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the size of a pack is measured in. Prices are compared by the kilogram, the litre or the piece. */
public enum Unit {
    G("kg", 1000),
    KG("kg", 1),
    ML("l", 1000),
    L("l", 1),
    PIECE("piece", 1);

    private final String comparedBy;
    private final BigDecimal inOneCompared;

    Unit(String comparedBy, long inOneCompared) {
        this.comparedBy = comparedBy;
        this.inOneCompared = BigDecimal.valueOf(inOneCompared);
    }

    /** Its name as clients and files write it: {@code g, kg, ml, l, piece}. */
    public String symbol() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The unit of that {@link #symbol}. */
    public static Optional<Unit> of(String symbol) {
        return Arrays.stream(values())
                .filter(unit -> unit.symbol().equals(symbol))
                .findFirst();
    }

    /** All symbols, for a message. */
    public static String symbols() {
        return Arrays.stream(values()).map(Unit::symbol).collect(Collectors.joining(", "));
    }

    /** Symbol of the unit by which prices are compared. */
    String comparedBy() {
        return comparedBy;
    }

    /** How many of this unit are one of that by which prices are compared. */
    BigDecimal inOneCompared() {
        return inOneCompared;
    }
}
