package com.homedelivery.notification.domain;

import java.util.Locale;

/** A way to reach people. */
public enum Channel {
    EMAIL,
    /** Costs money for each: only what a person has asked for. */
    SMS,
    /** To the browsers in which a person has asked for it. */
    PUSH;

    /** Whether it makes a noise at the recipient's, who may want none at night. */
    public boolean disturbs() {
        return this != EMAIL;
    }

    /** As clients and other services call it: in lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
