package com.homedelivery.auth;

import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The properties as they are when nothing is configured, but for a part. */
public final class AuthPropertiesFixtures {

    private AuthPropertiesFixtures() {}

    public static AuthProperties with(AuthProperties.Passwords passwords) {
        AuthProperties defaults = bound(Map.of());
        return new AuthProperties(
                defaults.refreshTtl(),
                defaults.reuseGrace(),
                defaults.keepSecurityEvents(),
                passwords,
                defaults.lockout(),
                defaults.totp(),
                defaults.firstAdmin());
    }

    /** @param values by their names behind {@code homedelivery.auth.} */
    public static AuthProperties bound(Map<String, String> values) {
        MapConfigurationPropertySource source = new MapConfigurationPropertySource();
        values.forEach((name, value) -> source.put("homedelivery.auth." + name, value));
        return new Binder(source).bindOrCreate("homedelivery.auth", AuthProperties.class);
    }
}
