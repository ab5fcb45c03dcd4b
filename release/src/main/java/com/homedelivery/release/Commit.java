package com.homedelivery.release;

import java.util.Map;

/**
 * A commit as its author described it.
 *
 * @param lines how many lines of each file it has added or taken out
 */
record Commit(String id, String subject, Map<String, Integer> lines) {

    /** Whether it says nothing to who reads what is new. */
    boolean isFormatOnly() {
        return subject.matches("Format( what .*)?");
    }
}
