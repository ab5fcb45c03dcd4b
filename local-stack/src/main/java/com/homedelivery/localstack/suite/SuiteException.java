package com.homedelivery.localstack.suite;

/** What was asked for cannot be done; the message says why, and what to do, to a person at a terminal. */
public class SuiteException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message for the person at the terminal */
    public SuiteException(String message) {
        super(message);
    }

    /**
     * @param message for the person at the terminal
     * @param cause what it came from
     */
    public SuiteException(String message, Throwable cause) {
        super(message, cause);
    }
}
