package com.homedelivery.analytics.application;

import java.util.List;

/** All methods throw a {@link RuntimeException} when the database does not answer. */
public interface FactRepository {

    /** @return the events of which the database does not accept a fact */
    List<RejectedEvent> save(List<ProjectedEvent> events);

    /** Keeps events as dead letters, with their whole content; those that are dead letters already stay as they are. */
    void saveDeadLetters(List<RejectedEvent> events);
}
