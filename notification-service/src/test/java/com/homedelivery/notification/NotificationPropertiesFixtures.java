package com.homedelivery.notification;

import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

public final class NotificationPropertiesFixtures {

    private NotificationPropertiesFixtures() {}

    /** All defaults, and a sender of mail. */
    public static NotificationProperties defaults() {
        return new Binder(new MapConfigurationPropertySource(Map.of("n.from", "no-reply@example.test")))
                .bind("n", NotificationProperties.class)
                .get();
    }
}
