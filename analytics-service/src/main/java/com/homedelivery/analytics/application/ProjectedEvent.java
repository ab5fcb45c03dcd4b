package com.homedelivery.analytics.application;

import java.util.List;
import java.util.function.UnaryOperator;

/** An event and its facts. */
public record ProjectedEvent(ReceivedEvent event, List<Fact> facts) {

    ProjectedEvent calling(UnaryOperator<String> names) {
        return new ProjectedEvent(
                event, facts.stream().map(fact -> fact.calling(names)).toList());
    }
}
