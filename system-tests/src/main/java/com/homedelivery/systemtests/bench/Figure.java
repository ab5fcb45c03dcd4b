package com.homedelivery.systemtests.bench;

import org.jspecify.annotations.Nullable;

/**
 * One line of the table.
 *
 * @param name what was measured
 * @param value null when it could not be; the remark says why
 * @param unit of the value; empty for a ratio or a number of things
 * @param target what it is to reach, if anything
 * @param remark what one has to know to read it
 */
record Figure(
        String name,
        @Nullable Double value,
        String unit,
        @Nullable Target target,
        String remark) {

    static Figure of(String name, double value, String unit) {
        return new Figure(name, value, unit, null, "");
    }

    static Figure missing(String name, String why) {
        return new Figure(name, null, "", null, why);
    }

    Figure withTarget(Target wanted) {
        return new Figure(name, value, unit, wanted, remark);
    }

    Figure remarking(String text) {
        return new Figure(name, value, unit, target, text);
    }

    /** Whether there is a target that was not reached. */
    boolean misses() {
        return target != null && value != null && !target.isMetBy(value);
    }
}
