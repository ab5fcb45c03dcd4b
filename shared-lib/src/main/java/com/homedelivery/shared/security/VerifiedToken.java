package com.homedelivery.shared.security;

import java.time.Instant;

/**
 * A token that was believed.
 *
 * @param caller whom it speaks for
 * @param expiresAt from when on it is no longer good
 * @param epoch how often the account had changed when it was issued; 0 for services
 */
public record VerifiedToken(Caller caller, Instant expiresAt, int epoch) {}
