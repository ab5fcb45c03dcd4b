package com.homedelivery.systemtests.run;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;

/**
 * Tells what happens, each line with the time since the beginning. How far the run has come is one line that is written
 * over on a terminal; elsewhere it is told every half minute.
 */
public final class Reporter {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(30);

    private final PrintStream out;
    private final boolean terminal;
    private final long begun = System.nanoTime();
    private long toldAt = begun;

    private Reporter(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Writes to standard output, as this process has it. */
    public static Reporter ofProcess() {
        Console console = System.console();
        return new Reporter(System.out, console != null && console.isTerminal());
    }

    /** Tells something that has happened. */
    public synchronized void tell(String line) {
        out.println((terminal ? "\r\033[K" : "") + time() + "  " + line);
        out.flush();
    }

    /** Tells how far the run has come. */
    public synchronized void progress(String line) {
        if (terminal) {
            out.print("\r\033[K" + time() + "  " + line);
            out.flush();
        } else if (System.nanoTime() - toldAt >= BETWEEN_LINES.toNanos()) {
            toldAt = System.nanoTime();
            tell(line);
        }
    }

    /** Time since the beginning. */
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private String time() {
        Duration since = elapsed();
        return "%02d:%02d:%02d".formatted(since.toHours(), since.toMinutesPart(), since.toSecondsPart());
    }
}
