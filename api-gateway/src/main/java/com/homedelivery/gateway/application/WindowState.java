package com.homedelivery.gateway.application;

import java.time.Instant;

/**
 * What one instance learns of a window.
 *
 * @param peerCount requests that the other instances have let through in it
 * @param end when it ends for all of them
 */
public record WindowState(long peerCount, Instant end) {}
