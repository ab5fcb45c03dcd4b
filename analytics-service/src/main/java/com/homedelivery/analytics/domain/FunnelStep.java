package com.homedelivery.analytics.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How many orders reached a step.
 *
 * @param step what they reached
 * @param orders how many
 * @param ofAll share of the created ones, 0 to 1
 * @param ofPrevious share of those that reached the step before, 0 to 1
 */
public record FunnelStep(Step step, long orders, double ofAll, double ofPrevious) {

    /** The steps of a successful order. */
    public enum Step {
        CREATED,
        /** Paid, or to be paid in cash on delivery. */
        PAID,
        ASSIGNED,
        PICKED_UP,
        DELIVERED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param reached number of orders that reached each step, in the order of the steps */
    public static List<FunnelStep> of(List<Long> reached) {
        List<FunnelStep> funnel = new ArrayList<>();
        for (Step step : Step.values()) {
            long orders = reached.get(step.ordinal());
            long previous = step.ordinal() == 0 ? orders : reached.get(step.ordinal() - 1);
            funnel.add(new FunnelStep(step, orders, Ratio.of(orders, reached.getFirst()), Ratio.of(orders, previous)));
        }
        return funnel;
    }
}
