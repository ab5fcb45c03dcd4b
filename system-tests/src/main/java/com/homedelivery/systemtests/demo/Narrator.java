package com.homedelivery.systemtests.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Supplier;

/** Tells a story on the terminal: who does what, when, and how long it took. */
final class Narrator {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    private final PrintStream out;
    private final Duration pause;
    private final boolean colours;

    /**
     * @param pause rest between two steps, so that a person can follow
     * @param colours whether the terminal shows them
     */
    Narrator(PrintStream out, Duration pause, boolean colours) {
        this.out = out;
        this.pause = pause;
        this.colours = colours;
    }

    void chapter(String title) {
        out.println();
        out.println(coloured("1", title));
    }

    /** Does something and tells what came of it. */
    <T> T step(String who, String what, Supplier<T> action, java.util.function.Function<T, String> outcome) {
        rest();
        long start = System.nanoTime();
        T result = action.get();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        line(who, what + " " + coloured("32", "→ " + outcome.apply(result)), took);
        return result;
    }

    void step(String who, String what, Runnable action) {
        rest();
        long start = System.nanoTime();
        action.run();
        line(who, what, Duration.ofNanos(System.nanoTime() - start));
    }

    /** Something that happened by itself. */
    synchronized void heard(String who, String what) {
        out.printf(Locale.ROOT, "%s           %-9s %s%n", CLOCK.format(LocalTime.now()), who, coloured("36", what));
    }

    void say(String text) {
        out.println(text);
    }

    private synchronized void line(String who, String text, Duration took) {
        out.printf(Locale.ROOT, "%s %6d ms %-9s %s%n", CLOCK.format(LocalTime.now()), took.toMillis(), who, text);
    }

    private void rest() {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The demo was interrupted", e);
        }
    }

    private String coloured(String code, String text) {
        return colours ? "\033[" + code + "m" + text + "\033[0m" : text;
    }
}
