package com.homedelivery.user.application;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Everything that is kept about a person.
 *
 * @param services what each service keeps, by the name of the service
 * @param missing services that did not answer, whose part is to be asked for again
 */
public record PersonalDataExport(UUID userId, Instant exportedAt, Map<String, Object> services, List<String> missing) {}
