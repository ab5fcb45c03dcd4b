package com.homedelivery.dashboard.metrics;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a service said of itself at one moment.
 *
 * @param missing what it depends on and cannot reach
 * @param samples its metrics; empty when it did not tell any
 */
record ServiceReading(String service, Health health, List<String> missing, List<Sample> samples) {

    /** How a service is. */
    enum Health {
        UP,
        /** It answers, and misses something that it depends on. */
        DEGRADED,
        DOWN
    }

    /** The series of a metric that have a value. */
    Stream<Sample> of(String metric) {
        return samples.stream().filter(sample -> sample.metric().equals(metric) && Double.isFinite(sample.value()));
    }
}
