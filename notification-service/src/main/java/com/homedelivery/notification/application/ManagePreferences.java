package com.homedelivery.notification.application;

import com.homedelivery.notification.domain.Channel;
import com.homedelivery.notification.domain.Preferences;
import com.homedelivery.notification.domain.Recipient;
import com.homedelivery.notification.domain.Recipients;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people want to be told of, and how. */
@Component
@Transactional
public class ManagePreferences {

    private final Recipients recipients;

    ManagePreferences(Recipients recipients) {
        this.recipients = recipients;
    }

    /**
     * Preferences, and where their owner can be reached.
     *
     * @param smsReachable whether there is a telephone number that takes SMS
     * @param emailReachable whether what is sent to the e-mail address arrives, as far as is known
     * @param pushReachable whether a browser is subscribed
     */
    public record View(Preferences preferences, boolean emailReachable, boolean smsReachable, boolean pushReachable) {}

    public View of(UUID userId) {
        return view(recipients.findOrCreateForShare(userId));
    }

    public View choose(UUID userId, Preferences preferences) {
        Recipient recipient = recipients.findOrCreateForUpdate(userId);
        recipient.choose(preferences);
        return view(recipient);
    }

    private static View view(Recipient recipient) {
        return new View(
                recipient.preferences(),
                recipient.address(Channel.EMAIL) != null,
                recipient.address(Channel.SMS) != null,
                recipient.address(Channel.PUSH) != null);
    }
}
