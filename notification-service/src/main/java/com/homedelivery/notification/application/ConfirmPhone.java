package com.homedelivery.notification.application;

import com.homedelivery.notification.application.MessageSender.DeliveryException;
import com.homedelivery.notification.application.MessageSender.Message;
import com.homedelivery.notification.application.MessageSender.UnknownAddressException;
import com.homedelivery.notification.application.MessageSender.UnknownOutcomeException;
import com.homedelivery.notification.application.PhoneConfirmation.Begun;
import com.homedelivery.notification.domain.Channel;
import com.homedelivery.notification.domain.Template;
import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.api.error.ServiceUnavailableException;
import com.homedelivery.shared.api.error.ValidationException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Lets people show that the telephone number of their profile is theirs, by a code that is sent there. It is sent in the
 * request and stored nowhere but as a hash.
 */
@Component
public class ConfirmPhone {

    private final PhoneConfirmation confirmation;
    private final TemplateRenderer renderer;
    private final MessageSender sender;

    ConfirmPhone(PhoneConfirmation confirmation, TemplateRenderer renderer, List<MessageSender> senders) {
        this.confirmation = confirmation;
        this.renderer = renderer;
        this.sender = senders.stream()
                .filter(candidate -> candidate.channel() == Channel.SMS)
                .findFirst()
                .orElseThrow();
    }

    /**
     * Sends a code of six digits to the number of the person's profile.
     *
     * @return until when it can be used: ten minutes, and for five attempts
     * @throws ConflictException when there is no number, it takes no SMS or is confirmed already, or there are no SMS here
     * @throws com.homedelivery.shared.api.error.TooManyRequestsException after five codes for an account, or to a number, in a day
     * @throws ServiceUnavailableException when the provider does not take it now
     */
    public Instant sendCode(UUID userId) {
        Begun begun = confirmation.begin(userId);
        try {
            sender.send(new Message(
                    UUID.randomUUID(),
                    userId,
                    Template.PHONE_CONFIRMATION,
                    begun.language(),
                    begun.phone(),
                    renderer.render(
                            Template.PHONE_CONFIRMATION,
                            Channel.SMS,
                            begun.language(),
                            null,
                            Map.of("code", begun.code()))));
        } catch (UnknownAddressException e) {
            throw new ConflictException("The number takes no SMS");
        } catch (UnknownOutcomeException e) {
            // It may arrive; who gets none asks for another.
            return begun.expiresAt();
        } catch (DeliveryException e) {
            throw new ServiceUnavailableException("The code could not be sent, try again later", e);
        }
        return begun.expiresAt();
    }

    /** @throws ValidationException when the code is wrong, was tried too often, has expired, or was for another number */
    public void confirm(UUID userId, String code) {
        if (!confirmation.confirm(userId, code)) {
            throw new ValidationException("code", "is wrong, or has expired");
        }
    }
}
