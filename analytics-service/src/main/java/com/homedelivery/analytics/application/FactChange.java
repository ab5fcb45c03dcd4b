package com.homedelivery.analytics.application;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A value of a fact. All changes are idempotent and commutative. */
public sealed interface FactChange {

    String field();

    /**
     * A value that is the same in every event that has it.
     *
     * @param value a text, a number, a {@link java.math.BigDecimal} amount, an {@link Instant}, or a list of maps of these; or null
     */
    record SetValue(String field, @Nullable Object value) implements FactChange {}

    /** Keeps the earliest moment. */
    record SetEarliest(String field, Instant moment) implements FactChange {}

    /** Keeps the highest number. */
    record SetHighest(String field, int number) implements FactChange {}
}
