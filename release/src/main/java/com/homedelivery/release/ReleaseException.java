package com.homedelivery.release;

/** There is no release, for a reason that its message gives. */
final class ReleaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ReleaseException(String message) {
        super(message);
    }
}
