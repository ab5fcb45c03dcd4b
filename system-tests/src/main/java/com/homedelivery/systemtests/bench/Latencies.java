package com.homedelivery.systemtests.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** How long things took; may be told by many threads. */
final class Latencies {

    private static final int DIGITS = 3;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Histogram nanos =
            new ConcurrentHistogram(Duration.ofMinutes(10).toNanos(), DIGITS);

    /** Notes a duration that began at this reading of {@link System#nanoTime()} and ends now. */
    void since(long begun) {
        nanos.recordValue(Math.min(Math.max(0, System.nanoTime() - begun), nanos.getHighestTrackableValue()));
    }

    long count() {
        return nanos.getTotalCount();
    }

    /** In ms, of so many percent no longer than that; 0 when nothing was noted. */
    double millisAt(double percentile) {
        return nanos.getTotalCount() == 0 ? 0 : nanos.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
    }

    /** The usual percentiles in ms, for the file. */
    Map<String, Double> summary() {
        Map<String, Double> summary = new LinkedHashMap<>();
        summary.put("count", (double) count());
        for (double percentile : new double[] {50, 90, 99, 99.9, 100}) {
            summary.put("p" + Numbers.text(percentile), millisAt(percentile));
        }
        return summary;
    }
}
