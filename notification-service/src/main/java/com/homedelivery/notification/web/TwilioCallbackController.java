package com.homedelivery.notification.web;

import com.homedelivery.notification.NotificationProperties;
import com.homedelivery.notification.application.RecordSmsStatus;
import com.homedelivery.notification.application.TwilioErrors;
import com.homedelivery.shared.api.error.CommonErrorCode;
import com.homedelivery.shared.api.error.DomainException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Hears from Twilio what became of an SMS. */
@RestController
class TwilioCallbackController {

    private final RecordSmsStatus record;
    private final NotificationProperties.Sms settings;

    TwilioCallbackController(RecordSmsStatus record, NotificationProperties properties) {
        this.record = record;
        this.settings = properties.sms();
    }

    record Received(boolean received) {}

    /** Receives the status of an SMS. The form is Twilio's and is checked against the signature. */
    @PostMapping(path = "/notifications/callbacks/twilio", consumes = "application/x-www-form-urlencoded")
    Received receive(
            @RequestHeader(name = TwilioSignature.HEADER, required = false) @Nullable String signature,
            @RequestParam UUID notification,
            @RequestParam MultiValueMap<String, String> form) {
        MultiValueMap<String, String> signed = new LinkedMultiValueMap<>(form);
        signed.remove("notification");
        String url = settings.callbackUrl() + "?notification=" + notification;
        if (!new TwilioSignature(url, signed).isMatchedBy(signature, settings.authToken())) {
            throw new UnsignedCallbackException();
        }
        String sid = form.getFirst("MessageSid");
        if (sid != null) {
            record.taken(notification, sid);
        }
        String status = String.valueOf(form.getFirst("MessageStatus"));
        switch (status) {
            case "delivered", "read" -> record.delivered(notification);
            case "undelivered", "failed" -> {
                int code = codeOf(form.getFirst("ErrorCode"));
                record.undelivered(notification, code, TwilioErrors.isAboutNumber(code));
            }
            default -> {
                // On its way.
            }
        }
        return new Received(true);
    }

    private static int codeOf(@Nullable String written) {
        return written != null && written.matches("\\d{1,6}") ? Integer.parseInt(written) : 0;
    }

    /** A callback that is not, or cannot be shown to be, from Twilio. */
    private static final class UnsignedCallbackException extends DomainException {
        UnsignedCallbackException() {
            super(CommonErrorCode.FORBIDDEN, "The signature does not match");
        }
    }
}
