package com.homedelivery.notification.domain;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants to be told of, and how. Nobody is asked about marketing: there is none.
 *
 * @param email kinds that come by e-mail
 * @param sms kinds that come by SMS
 * @param push kinds that come as push messages
 * @param quietHours when SMS and push messages wait unless they are urgent, or null
 */
public record Preferences(
        Set<NotificationKind> email,
        Set<NotificationKind> sms,
        Set<NotificationKind> push,
        @Nullable QuietHours quietHours) {

    public Preferences {
        email = Set.copyOf(email);
        sms = Set.copyOf(sms);
        push = Set.copyOf(push);
    }

    /** The kinds that come on a channel. */
    public Set<NotificationKind> on(Channel channel) {
        return switch (channel) {
            case EMAIL -> email;
            case SMS -> sms;
            case PUSH -> push;
        };
    }
}
