package com.homedelivery.localstack.suite;

import com.homedelivery.localstack.client.Polling;
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
        WAITING("faint", false),
        BUILDING("yellow", true),
        STARTING("yellow", true),
        STOPPING("yellow", true),
        BUILT("green", false),
        HEALTHY("green", false),
        RUNNING_ALREADY("green", false),
        STOPPED("", false),
        FAILED("red", false);

        private final String style;
        private final boolean busy;

        State(String style, boolean busy) {
            this.style = style;
            this.busy = busy;
        }
    }

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
            Thread.ofVirtual().start(() -> Polling.until(Polling.FOR_EVER, this::redraw));
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
        } else if (before.state != state) {
            console.line(text(name, line));
        }
    }

    @Override
    public synchronized void close() {
        if (console.isTerminal()) {
            redraw();
        }
        closed = true;
    }

    /** Draws over what was drawn before; returns whether the board is closed, and nothing is drawn any more. */
    private synchronized boolean redraw() {
        if (!closed) {
            List<String> texts = lines.entrySet().stream()
                    .map(line -> text(line.getKey(), line.getValue()))
                    .toList();
            console.redraw(drawn, texts);
            drawn = texts.size();
        }
        return closed;
    }

    private String text(String name, Line line) {
        String time = line.secondsBusy() < SHORTEST_SECONDS_SHOWN
                ? ""
                : String.format(Locale.ROOT, "  %.1f s", line.secondsBusy());
        String word = line.state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String remark = line.remark.isEmpty() ? "" : "  " + console.paint("faint", line.remark);
        return name + " ".repeat(nameWidth - name.length() + 2) + console.paint(line.state.style, word) + time + remark;
    }
}
