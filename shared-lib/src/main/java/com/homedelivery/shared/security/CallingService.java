package com.homedelivery.shared.security;

/** Another service of the suite, by its name. */
public record CallingService(String name) implements Caller {

    @Override
    public Role role() {
        return Role.SERVICE;
    }
}
