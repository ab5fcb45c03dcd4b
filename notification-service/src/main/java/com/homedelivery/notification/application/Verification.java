package com.homedelivery.notification.application;

import com.homedelivery.notification.NotificationProperties;
import com.homedelivery.notification.application.MessageSender.DeferredException;
import com.homedelivery.notification.application.MessageSender.Message;
import com.homedelivery.notification.application.MessageSender.ObsoleteException;
import com.homedelivery.notification.application.VerificationSecrets.Secret;
import com.homedelivery.notification.domain.Channel;
import com.homedelivery.notification.domain.Template;
import com.homedelivery.shared.event.UserEvent.VerificationPurpose;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Completes the mails by which people prove that an address is theirs. Their secret is asked for at the moment at which
 * the mail is sent, and is neither stored nor shown.
 */
@Component
class Verification {

    private final VerificationSecrets secrets;
    private final TemplateRenderer renderer;
    private final String storefrontUrl;

    Verification(VerificationSecrets secrets, TemplateRenderer renderer, NotificationProperties properties) {
        this.secrets = secrets;
        this.renderer = renderer;
        this.storefrontUrl = properties.storefrontUrl().replaceFirst("/$", "");
    }

    static Template templateOf(VerificationPurpose purpose) {
        return switch (purpose) {
            case PASSWORD_RESET -> Template.PASSWORD_RESET;
            case EMAIL_VERIFICATION -> Template.EMAIL_VERIFICATION;
            case EMAIL_CHANGE -> Template.EMAIL_CHANGE;
        };
    }

    /** The message with its secret in it, to the address that the secret is for and to no other. */
    Message complete(Message message, UUID verificationId) throws DeferredException, ObsoleteException {
        Secret secret = secrets.secretOf(verificationId)
                .orElseThrow(() -> new ObsoleteException("Its verification was used, or is too old"));
        String to = secret.email() == null ? message.to() : secret.email();
        if (to.isEmpty()) {
            throw new ObsoleteException("Nobody knows which address its secret is for");
        }
        return new Message(
                message.notificationId(),
                message.userId(),
                message.template(),
                message.language(),
                to,
                renderer.render(
                        message.template(),
                        Channel.EMAIL,
                        message.language(),
                        null,
                        Map.of("link", storefrontUrl + pathOf(message.template()) + "?token=" + secret.value())));
    }

    private static String pathOf(Template template) {
        return switch (template) {
            case PASSWORD_RESET -> "/reset-password";
            case EMAIL_VERIFICATION -> "/verify-email";
            case EMAIL_CHANGE -> "/confirm-email";
            default -> throw new IllegalArgumentException(template + " has no secret");
        };
    }
}
