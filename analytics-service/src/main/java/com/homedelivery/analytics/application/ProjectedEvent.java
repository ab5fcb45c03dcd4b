package com.homedelivery.analytics.application;

import java.util.List;

/** An event and its facts. */
public record ProjectedEvent(ReceivedEvent event, List<Fact> facts) {}
