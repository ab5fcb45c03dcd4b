package com.homedelivery.shared.security;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a caller may be. In tokens and JSON the names are in lower case. */
public enum Role {
    USER,
    RIDER,
    ADMIN,
    /** Another service of the suite. No person ever has this role, and the gateway turns it away. */
    SERVICE;

    /** @throws IllegalArgumentException when there is no such role */
    public static Role of(String name) {
        for (Role role : values()) {
            if (role.toString().equals(name)) {
                return role;
            }
        }
        throw new IllegalArgumentException("No such role: " + name);
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
