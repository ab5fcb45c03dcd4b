package com.homedelivery.analytics.application;

import java.util.List;

/**
 * What an event says about one thing. Saving it again, or later than what came after it, changes nothing.
 *
 * @param id of the thing
 */
public record Fact(FactType type, String id, List<FactChange> changes) {}
