package com.homedelivery.user.web;

import org.jspecify.annotations.Nullable;

/** Text as it was typed. */
final class Typed {

    private Typed() {}

    /** Without the space around it; so nothing but space counts as nothing. */
    static @Nullable String text(@Nullable String typed) {
        return typed == null ? null : typed.strip();
    }
}
