package com.homedelivery.auth.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * The number below which an account's access tokens are revoked.
 *
 * @param changedAt when it became that number
 */
public record TokenEpoch(UUID accountId, int epoch, Instant changedAt) {}
