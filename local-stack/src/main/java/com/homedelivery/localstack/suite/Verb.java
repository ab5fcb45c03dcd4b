package com.homedelivery.localstack.suite;

import java.util.List;

/** What {@code ./dev} can be told to do. */
sealed interface Verb {

    /** Build what is stale, start what is not running. */
    record Up(boolean detached, List<String> services) implements Verb {}

    /** Stop everything. */
    record Down(boolean wipe) implements Verb {}

    /** Show what is running. */
    record Ps() implements Verb {}

    /** Show logs. */
    record Logs(List<String> names, boolean follow, int lastLines) implements Verb {}

    /** Stop services in an orderly way. */
    record Stop(List<String> services) implements Verb {}

    /** Stop services and start them as they are now. */
    record Restart(List<String> services) implements Verb {}

    /** End services at once. */
    record Kill(List<String> services) implements Verb {}

    /** Live through an order, from registration to delivery. */
    record Demonstrate() implements Verb {}

    /** Let a storm loose on a suite of its own and draw the balance. */
    record Chaos(List<String> options) implements Verb {}

    /** Measure a suite of its own. */
    record Bench(List<String> words) implements Verb {}

    /** Run all tests, or those of some modules. */
    record Test(List<String> modules) implements Verb {}

    /** Make the AOT caches that are missing; what the background process is told. */
    record Train() implements Verb {}

    /** Explain a verb, or all of them. */
    record Help(String about) implements Verb {}
}
