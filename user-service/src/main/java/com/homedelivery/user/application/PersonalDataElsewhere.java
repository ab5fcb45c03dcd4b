package com.homedelivery.user.application;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the other services keep about people. */
public interface PersonalDataElsewhere {

    /** Asks all of them at once, and waits for no one longer than the request has time. */
    Answers about(UUID userId);

    /**
     * @param data what each service keeps, by the name of the service
     * @param missing names of the services that did not answer in time, in order
     */
    record Answers(Map<String, Map<String, Object>> data, List<String> missing) {}
}
