package com.homedelivery.gateway.application;

import java.time.Duration;
import java.time.Instant;

/**
 * What one instance tells its peers of a window.
 *
 * @param key whose window it is, and for what
 * @param count requests that this instance has let through in it so far: reporting them twice does no harm
 * @param end when it ends, as far as this instance knows
 * @param left until then
 */
public record WindowReport(String key, long count, Instant end, Duration left) {}
