package com.homedelivery.localstack.suite;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One line per process, telling how it is doing: redrawn in place on a terminal, written at every change of state
 * elsewhere.
 */
final class StatusBoard implements AutoCloseable {

    /** How a process is doing. */
    enum State {
        WAITING("waiting", Console.Colour.DIM, false),
        BUILDING("building", Console.Colour.YELLOW, false),
        STARTING("starting", Console.Colour.YELLOW, false),
        STOPPING("stopping", Console.Colour.YELLOW, false),
        BUILT("built", Console.Colour.GREEN, true),
        HEALTHY("healthy", Console.Colour.GREEN, true),
        RUNNING("running already", Console.Colour.GREEN, true),
        STOPPED("stopped", Console.Colour.NONE, true),
        FAILED("failed", Console.Colour.RED, true);

        private final String word;
        private final Console.Colour colour;
        private final boolean last;

        State(String word, Console.Colour colour, boolean last) {
            this.word = word;
            this.colour = colour;
            this.last = last;
        }
    }

    private static final Duration REDRAW_INTERVAL = Duration.ofMillis(200);

    private final Console console;
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final int nameWidth;
    private int drawn;
    private boolean closed;

    StatusBoard(Console console, List<String> names) {
        this.console = console;
        this.nameWidth = names.stream().mapToInt(String::length).max().orElse(0);
        names.forEach(name -> lines.put(name, Line.WAITING));
        if (console.isTerminal()) {
            Thread.ofVirtual().start(this::redrawUntilClosed);
        }
    }

    /**
     * The line of a process.
     *
     * @param begun when it left the state before, by {@link System#nanoTime}
     * @param took how long it has been busy, once it is not any more
     */
    private record Line(State state, long begun, Duration took, String remark) {

        static final Line WAITING = new Line(State.WAITING, 0, Duration.ZERO, "");

        Line next(State next, String nextRemark) {
            long now = System.nanoTime();
            boolean begins = state == State.WAITING || state.last;
            return new Line(next, begins ? now : begun, Duration.ofNanos(begins ? 0 : now - begun), nextRemark);
        }

        Duration elapsed() {
            return state == State.WAITING || state.last ? took : Duration.ofNanos(System.nanoTime() - begun);
        }
    }

    void show(String name, State state) {
        show(name, state, "");
    }

    /**
     * Shows it, unless the board is closed.
     *
     * @param remark a few words more, or none
     */
    synchronized void show(String name, State state, String remark) {
        if (closed) {
            return;
        }
        Line before = lines.getOrDefault(name, Line.WAITING);
        Line line = before.next(state, remark);
        lines.put(name, line);
        if (console.isTerminal()) {
            redraw();
        } else if (before.state != state || !before.remark.equals(remark)) {
            console.line(text(name, line));
        }
    }

    @Override
    public synchronized void close() {
        if (console.isTerminal() && !closed) {
            redraw();
        }
        closed = true;
        notifyAll();
    }

    private synchronized void redrawUntilClosed() {
        try {
            while (!closed) {
                redraw();
                wait(REDRAW_INTERVAL.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void redraw() {
        console.redraw(
                drawn,
                lines.entrySet().stream()
                        .map(line -> text(line.getKey(), line.getValue()))
                        .toList());
        drawn = lines.size();
    }

    private String text(String name, Line line) {
        StringBuilder text = new StringBuilder(name).repeat(' ', nameWidth - name.length() + 2);
        text.append(console.paint(line.state.colour, line.state.word));
        Duration time = line.elapsed();
        if (console.isTerminal() ? time.toMillis() >= 100 : line.state.last && time.isPositive()) {
            text.append(String.format(Locale.ROOT, "  %.1f s", time.toMillis() / 1000.0));
        }
        return line.remark.isEmpty()
                ? text.toString()
                : text.append("  ")
                        .append(console.paint(Console.Colour.DIM, line.remark))
                        .toString();
    }
}
