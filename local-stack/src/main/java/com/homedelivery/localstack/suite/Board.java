package com.homedelivery.localstack.suite;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One line per process, telling how it is doing: redrawn in place on a terminal, written at every change of state
 * elsewhere.
 */
final class Board implements AutoCloseable {

    /** How a process is doing. */
    enum State {
        WAITING("waiting", Screen.Tone.QUIET, false),
        BUILDING("building", Screen.Tone.BUSY, false),
        STARTING("starting", Screen.Tone.BUSY, false),
        STOPPING("stopping", Screen.Tone.BUSY, false),
        BUILT("built", Screen.Tone.GOOD, true),
        HEALTHY("healthy", Screen.Tone.GOOD, true),
        RUNNING("running already", Screen.Tone.GOOD, true),
        STOPPED("stopped", Screen.Tone.PLAIN, true),
        FAILED("failed", Screen.Tone.BAD, true);

        private final String word;
        private final Screen.Tone tone;
        private final boolean last;

        State(String word, Screen.Tone tone, boolean last) {
            this.word = word;
            this.tone = tone;
            this.last = last;
        }
    }

    private static final Duration TICK = Duration.ofMillis(200);

    private final Screen screen;
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final int nameWidth;
    private final Thread ticker;
    private int drawn;
    private boolean closed;

    Board(Screen screen, List<String> names) {
        this.screen = screen;
        this.nameWidth = names.stream().mapToInt(String::length).max().orElse(0);
        names.forEach(name -> lines.put(name, new Line(State.WAITING, System.nanoTime(), Duration.ZERO, "")));
        this.ticker = Thread.ofVirtual().unstarted(this::tick);
        if (screen.isTerminal()) {
            ticker.start();
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
        Line before = lines.getOrDefault(name, new Line(State.WAITING, System.nanoTime(), Duration.ZERO, ""));
        long now = System.nanoTime();
        boolean begins = before.state == State.WAITING || before.state.last;
        long since = begins ? now : before.since;
        Duration took = begins ? Duration.ZERO : Duration.ofNanos(now - since);
        Line line = new Line(state, since, took, remark);
        lines.put(name, line);
        if (screen.isTerminal()) {
            draw();
        } else if (before.state != state || !before.remark.equals(remark)) {
            screen.line(text(name, line));
        }
    }

    @Override
    public synchronized void close() {
        ticker.interrupt();
        if (screen.isTerminal() && !closed) {
            draw();
        }
        closed = true;
    }

    private void tick() {
        try {
            while (true) {
                Thread.sleep(TICK);
                synchronized (this) {
                    if (closed) {
                        return;
                    }
                    draw();
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void draw() {
        List<String> texts = new ArrayList<>();
        lines.forEach((name, line) -> texts.add(text(name, line)));
        screen.redraw(drawn, texts);
        drawn = texts.size();
    }

    private String text(String name, Line line) {
        StringBuilder text = new StringBuilder();
        text.append(name).repeat(' ', nameWidth - name.length() + 2);
        text.append(screen.paint(line.state.tone, line.state.word));
        Duration time = line.elapsed(System.nanoTime());
        if (screen.isTerminal() ? time.toMillis() >= 100 : line.state.last && time.isPositive()) {
            text.append(String.format(Locale.ROOT, "  %.1f s", time.toMillis() / 1000.0));
        }
        if (!line.remark.isEmpty()) {
            text.append("  ").append(screen.paint(Screen.Tone.QUIET, line.remark));
        }
        return text.toString();
    }

    private record Line(State state, long since, Duration took, String remark) {

        Duration elapsed(long now) {
            if (state == State.WAITING) {
                return Duration.ZERO;
            }
            return state.last ? took : Duration.ofNanos(now - since);
        }
    }
}
