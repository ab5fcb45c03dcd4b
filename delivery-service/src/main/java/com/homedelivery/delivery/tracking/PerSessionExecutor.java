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
 * a client that reads slowly delays nobody else. A session has a bounded queue as long as there is something in it; when a
 * queue is full, its session is reported.
 */
final class PerSessionExecutor implements TaskExecutor {

    private static final Logger log = LoggerFactory.getLogger(PerSessionExecutor.class);

    private final Map<String, Queue<Runnable>> queues = new ConcurrentHashMap<>();
    private final String name;
    private final int capacity;
    private final Semaphore permits;
    private final Consumer<String> onOverflow;

    /**
     * @param name what the threads are called
     * @param capacity how many frames may wait in one session's queue
     * @param concurrency how many frames are handled at the same time
     * @param onOverflow called with the id of a session whose queue is full
     */
    PerSessionExecutor(String name, int capacity, int concurrency, Consumer<String> onOverflow) {
        this.name = name;
        this.capacity = capacity;
        this.permits = new Semaphore(concurrency);
        this.onOverflow = onOverflow;
    }

    /** @throws RejectedExecutionException when the session's queue is full */
    @Override
    public void execute(Runnable frame) {
        String session = sessionOf(frame);
        try {
            queues.compute(session, (_, queue) -> extended(session, queue, frame));
        } catch (RejectedExecutionException full) {
            onOverflow.accept(session);
            throw full;
        }
    }

    private Queue<Runnable> extended(String session, @Nullable Queue<Runnable> queue, Runnable frame) {
        if (queue == null) {
            Queue<Runnable> created = new ArrayDeque<>();
            created.add(frame);
            Thread.ofVirtual().name(name + session).start(() -> run(session));
            return created;
        }
        if (queue.size() >= capacity) {
            throw new RejectedExecutionException("The queue of session " + session + " is full");
        }
        queue.add(frame);
        return queue;
    }

    private void run(String session) {
        for (Runnable frame = next(session); frame != null; frame = next(session)) {
            permits.acquireUninterruptibly();
            try {
                frame.run();
            } catch (RuntimeException e) {
                log.warn("A frame of session {} could not be handled", session, e);
            } finally {
                permits.release();
            }
        }
    }

    /** The queue is removed with its last frame; the next one creates it again. */
    private @Nullable Runnable next(String session) {
        Runnable[] next = new Runnable[1];
        queues.computeIfPresent(session, (_, queue) -> {
            next[0] = queue.poll();
            return next[0] == null ? null : queue;
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
