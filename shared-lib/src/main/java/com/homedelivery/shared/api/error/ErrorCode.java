package com.homedelivery.shared.api.error;

/**
 * What may stand in {@code error.code}: {@link CommonErrorCode}, and an enum of each service that has codes of its own.
 * Clients rely on the code and on its status.
 */
public interface ErrorCode {

    /** The code as it is sent: upper case, unique in the whole suite. */
    String name();

    /** The HTTP status that it is sent with. */
    int status();
}
