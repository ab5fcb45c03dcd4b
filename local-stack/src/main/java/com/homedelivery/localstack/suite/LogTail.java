package com.homedelivery.localstack.suite;

import java.nio.file.Path;

/** Failures that are told with the end of a log. */
final class LogTail {

    private static final int LINES = 20;

    private LogTail() {}

    static SuiteException failure(Path log, String what) {
        return new SuiteException(what + ". Its log, " + log + ", ends:\n\n"
                + LogFile.tail(log, LINES).indent(4));
    }
}
