package com.homedelivery.analytics.application;

import com.homedelivery.analytics.application.FactChange.SetValue;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What an event says about one thing. Saving it again, or later than what came after it, changes nothing.
 *
 * @param id of the thing
 */
public record Fact(FactType type, String id, List<FactChange> changes) {

    private static final Set<String> PEOPLE = Set.of("userId", "riderId");

    /** The ids of the people whom it is about. */
    Stream<String> people() {
        Stream<String> named = changes.stream().filter(Fact::isPerson).map(change -> personIn((SetValue) change));
        return type == FactType.USER ? Stream.concat(Stream.of(id), named) : named;
    }

    /**
     * The same about people who are called otherwise.
     *
     * @param names gives the name for an id
     */
    Fact calling(UnaryOperator<String> names) {
        return new Fact(
                type,
                switch (type) {
                    case USER -> names.apply(id);
                    case RIDER_DAY -> names.apply(id.substring(0, id.indexOf(':'))) + id.substring(id.indexOf(':'));
                    case ORDER, PAYMENT, REFUND, DELIVERY, NOTIFICATION, STOCK_ALERT -> id;
                },
                changes.stream()
                        .map(change -> isPerson(change)
                                ? new SetValue(change.field(), names.apply(personIn((SetValue) change)))
                                : change)
                        .toList());
    }

    private static boolean isPerson(FactChange change) {
        return change instanceof SetValue value && value.value() != null && PEOPLE.contains(value.field());
    }

    private static String personIn(SetValue value) {
        return (String) Objects.requireNonNull(value.value());
    }
}
