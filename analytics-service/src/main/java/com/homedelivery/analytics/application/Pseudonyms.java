package com.homedelivery.analytics.application;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/**
 * What people are called whose accounts were deleted, so that numbers stay right and nobody knows whose they are. Which name
 * is whose is known only while events about them may still come. All methods throw a {@link RuntimeException} when the database
 * does not answer.
 */
public interface Pseudonyms {

    /** Gives a person another name, wherever their id stands. Again: the same name. */
    void forget(String personId);

    /** The names of those of these people who were forgotten, by their ids. */
    Map<String, String> of(Collection<String> personIds);

    /** Replaces the ids of forgotten people that were written meanwhile. */
    void replaceLateIds();

    /** Forgets whose the names are of people who were forgotten before then. */
    void deleteBefore(Instant before);
}
