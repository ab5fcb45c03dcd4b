package com.homedelivery.shared.work;

/** Ends the body of a {@link BackgroundTask} that was told to stop. Not to be caught, other than to be thrown again. */
public final class TaskStoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TaskStoppedException() {
        super(null, null, false, false);
    }
}
