package com.homedelivery.delivery.tracking;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.task.TaskExecutor;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.support.MessageHandlingRunnable;

/**
 * Handles the frames of each session one after the other, in their order, and those of different sessions side by side:
 * a client that reads slowly holds up nobody but itself. A session has a lane of bounded length as long as there is
 * something in it; who overruns theirs is reported.
 */
final class PerSessionExecutor implements TaskExecutor {

    private static final Logger log = LoggerFactory.getLogger(PerSessionExecutor.class);

    private final Map<String, Queue<Runnable>> lanes = new ConcurrentHashMap<>();
    private final String name;
    private final int longest;
    private final Semaphore atOnce;
    private final Consumer<String> overrun;

    /**
     * @param name what the threads are called
     * @param longest how many frames may wait in one session's lane
     * @param atOnce how many frames are handled at the same time
     * @param overrun told the id of a session whose lane is full
     */
    PerSessionExecutor(String name, int longest, int atOnce, Consumer<String> overrun) {
        this.name = name;
        this.longest = longest;
        this.atOnce = new Semaphore(atOnce);
        this.overrun = overrun;
    }

    /** @throws RejectedExecutionException when the session's lane is full */
    @Override
    public void execute(Runnable frame) {
        String session = sessionOf(frame);
        try {
            lanes.compute(session, (_, lane) -> extended(session, lane, frame));
        } catch (RejectedExecutionException full) {
            overrun.accept(session);
            throw full;
        }
    }

    private Queue<Runnable> extended(String session, @Nullable Queue<Runnable> lane, Runnable frame) {
        if (lane == null) {
            Queue<Runnable> fresh = new ArrayDeque<>();
            fresh.add(frame);
            Thread.ofVirtual().name(name + session).start(() -> run(session));
            return fresh;
        }
        if (lane.size() >= longest) {
            throw new RejectedExecutionException("The lane of session " + session + " is full");
        }
        lane.add(frame);
        return lane;
    }

    private void run(String session) {
        for (Runnable frame = next(session); frame != null; frame = next(session)) {
            atOnce.acquireUninterruptibly();
            try {
                frame.run();
            } catch (RuntimeException e) {
                log.warn("A frame of session {} could not be handled", session, e);
            } finally {
                atOnce.release();
            }
        }
    }

    /** The lane goes with its last frame; the next one opens it again. */
    private @Nullable Runnable next(String session) {
        Runnable[] next = new Runnable[1];
        lanes.computeIfPresent(session, (_, lane) -> {
            next[0] = lane.poll();
            return next[0] == null ? null : lane;
        });
        return next[0];
    }

    private static String sessionOf(Runnable frame) {
        if (frame instanceof MessageHandlingRunnable handling) {
            return Objects.requireNonNullElse(
                    SimpMessageHeaderAccessor.getSessionId(handling.getMessage().getHeaders()), "");
        }
        return "";
    }
}
