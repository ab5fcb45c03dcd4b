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
        WAITING("waiting", "faint", false),
        BUILDING("building", "yellow", true),
        STARTING("starting", "yellow", true),
        STOPPING("stopping", "yellow", true),
        BUILT("built", "green", false),
        HEALTHY("healthy", "green", false),
        RUNNING("running already", "green", false),
        STOPPED("stopped", "", false),
        FAILED("failed", "red", false);

        private final String word;
        private final String style;
        private final boolean busy;

        State(String word, String style, boolean busy) {
            this.word = word;
            this.style = style;
            this.busy = busy;
        }
    }

    private static final Duration REDRAW_INTERVAL = Duration.ofMillis(200);
    private static final double SHORTEST_SECONDS_SHOWN = 0.1;

    private final Console console;
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final int nameWidth;
    private int drawn;
    private boolean closed;

    StatusBoard(Console console, List<String> names) {
        this.console = console;
        this.nameWidth = names.stream().mapToInt(String::length).max().orElse(0);
        names.forEach(name -> lines.put(name, new Line(State.WAITING, "", 0, 0)));
        if (console.isTerminal()) {
            Thread.ofVirtual().start(this::redrawUntilClosed);
        }
    }

    /**
     * The line of a process.
     *
     * @param remark a few words more, or none
     * @param begun when it began to be busy, by {@link System#nanoTime}
     * @param since when it came into its state
     */
    private record Line(State state, String remark, long begun, long since) {

        double secondsBusy() {
            return ((state.busy ? System.nanoTime() : since) - begun) / 1e9;
        }
    }

    void show(String name, State state) {
        show(name, state, "");
    }

    /** Shows it, unless the board is closed or has no such line. */
    synchronized void show(String name, State state, String remark) {
        Line before = lines.get(name);
        if (closed || before == null) {
            return;
        }
        long now = System.nanoTime();
        Line line = new Line(state, remark, before.state.busy ? before.begun : now, now);
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
        List<String> texts = lines.entrySet().stream()
                .map(line -> text(line.getKey(), line.getValue()))
                .toList();
        console.redraw(drawn, texts);
        drawn = texts.size();
    }

    private String text(String name, Line line) {
        String time = line.secondsBusy() < SHORTEST_SECONDS_SHOWN
                ? ""
                : String.format(Locale.ROOT, "  %.1f s", line.secondsBusy());
        String remark = line.remark.isEmpty() ? "" : "  " + console.paint("faint", line.remark);
        return name
                + " ".repeat(nameWidth - name.length() + 2)
                + console.paint(line.state.style, line.state.word)
                + time
                + remark;
    }
}
