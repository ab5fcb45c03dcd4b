package com.homedelivery.product.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Terms that mean the same in searches.
 *
 * @param language tag of the language they are of; each when it is absent
 * @param terms who searches for one finds what has any of them
 */
record SynonymResponse(UUID id, @Nullable String language, List<String> terms, Instant createdAt, Instant updatedAt) {}
