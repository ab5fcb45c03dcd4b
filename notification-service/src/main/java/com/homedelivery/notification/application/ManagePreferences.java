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
    private final PhoneConfirmation phones;

    ManagePreferences(Recipients recipients, PhoneConfirmation phones) {
        this.recipients = recipients;
        this.phones = phones;
    }

    /**
     * Preferences, and where their owner can be reached.
     *
     * @param smsReachable whether there is a telephone number that is confirmed and takes SMS
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

    private View view(Recipient recipient) {
        return new View(
                recipient.preferences(),
                recipient.address(Channel.EMAIL) != null,
                recipient.address(Channel.SMS) != null && phones.allowsSms(recipient),
                recipient.address(Channel.PUSH) != null);
    }
}
