package com.homedelivery.shared.privacy;

import java.util.UUID;

/**
 * What this service keeps about a person. A service that keeps anything has one bean of it, and then serves
 * {@code GET /personal-data/{userId}} to other services, out of which the person's export of data is made.
 */
@FunctionalInterface
public interface PersonalData {

    /**
     * Everything that is kept about a person and may be shown to them: as they would read it, without secrets (hashes of
     * passwords, codes, tokens) and without what is about somebody else.
     *
     * @return a record or a map, written as a JSON object; with empty lists, or without fields, for somebody who is not known
     */
    Object of(UUID userId);
}
