package com.homedelivery.shared.security;

import java.time.Instant;

/**
 * A token whose signature and expiry were verified.
 *
 * @param caller whom it speaks for
 * @param expiresAt when it stops being valid
 * @param epoch how often the account had changed when it was issued; 0 for services
 */
public record VerifiedToken(Caller caller, Instant expiresAt, int epoch) {}
