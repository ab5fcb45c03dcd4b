package com.homedelivery.notification.domain;

import java.util.Locale;

/** A way to reach people. There is one. */
public enum Channel {
    EMAIL;

    /** As clients and other services call it: in lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
