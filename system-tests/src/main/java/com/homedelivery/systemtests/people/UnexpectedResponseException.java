package com.homedelivery.systemtests.people;

/** The gateway answered other than it should have. The message has the whole answer. */
public final class UnexpectedResponseException extends RuntimeException {

    UnexpectedResponseException(Answer answer, int expected) {
        super(answer.request() + " answered " + answer.status() + " instead of " + expected + ": " + answer.body());
    }
}
