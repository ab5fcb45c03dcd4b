package com.homedelivery.analytics.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How many orders came as far as this.
 *
 * @param step what they came to
 * @param orders how many
 * @param ofAll share of the created ones, 0 to 1
 * @param ofPrevious share of those that came to the step before, 0 to 1
 */
public record FunnelStep(Step step, long orders, double ofAll, double ofPrevious) {

    /** The way of an order that goes well. */
    public enum Step {
        CREATED,
        /** Paid, or to be paid in cash at the door. */
        PAID,
        ASSIGNED,
        PICKED_UP,
        DELIVERED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param reached number of orders that came to each step, in the order of the steps */
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
