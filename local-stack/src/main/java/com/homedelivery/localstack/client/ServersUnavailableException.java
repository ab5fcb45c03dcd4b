package com.homedelivery.localstack.client;

/** The local servers cannot be had; the message says what to look at. */
public class ServersUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message what went wrong and where to read more */
    public ServersUnavailableException(String message) {
        super(message);
    }

    /**
     * @param message what went wrong and where to read more
     * @param cause what it came from
     */
    public ServersUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
