package com.homedelivery.systemtests.bench;

import com.homedelivery.systemtests.run.Reporter;

/** Measures one thing. */
sealed interface Benchmark {

    /** What it is called for by. */
    String name();

    /** What it measures, in a line. */
    String about();

    /** Measures a running suite. */
    non-sealed interface OfSuite extends Benchmark {

        /** Measures; leaves the suite running, and as idle as it was. */
        Findings measure(BenchEnvironment environment) throws Exception;
    }

    /** Measures how suites start; runs while there is none. */
    non-sealed interface OfStart extends Benchmark {

        /** Measures; leaves nothing running. */
        Findings measure(BenchOptions options, Reporter reporter) throws Exception;
    }
}
