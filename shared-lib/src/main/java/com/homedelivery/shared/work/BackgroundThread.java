package com.homedelivery.shared.work;

/**
 * Tells work in the background from requests. Both use the same data source, but not the same connections: however many
 * requests wait for one, events are acted on and jobs are done.
 */
public final class BackgroundThread {

    /** Inherited: a job's helpers, each on a virtual thread of its own, belong to the job. */
    private static final InheritableThreadLocal<Boolean> BACKGROUND = new InheritableThreadLocal<>();

    private BackgroundThread() {}

    /** Runs something as background work, with everything that it starts. */
    public static void run(Runnable work) {
        Boolean before = BACKGROUND.get();
        BACKGROUND.set(true);
        try {
            work.run();
        } finally {
            if (before == null) {
                BACKGROUND.remove();
            }
        }
    }

    /** The same work as background work, whichever thread it is given to. */
    public static Runnable wrap(Runnable work) {
        return () -> run(work);
    }

    /** Whether this thread does background work. */
    public static boolean isCurrent() {
        return BACKGROUND.get() != null;
    }
}
