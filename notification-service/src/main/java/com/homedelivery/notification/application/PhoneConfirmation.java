package com.homedelivery.notification.application;

import com.homedelivery.notification.NotificationProperties;
import com.homedelivery.notification.domain.Language;
import com.homedelivery.notification.domain.PhoneCode;
import com.homedelivery.notification.domain.PhoneCodes;
import com.homedelivery.notification.domain.Recipient;
import com.homedelivery.notification.domain.Recipients;
import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.api.error.TooManyRequestsException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What is kept of the confirmation of a number, and whether SMS may go there. */
@Component
@Transactional
class PhoneConfirmation {

    private static final int CODES_PER_DAY = 5;
    private static final int CODES = 1_000_000;

    private final Recipients recipients;
    private final PhoneCodes codes;
    private final boolean isSmsConfigured;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    PhoneConfirmation(Recipients recipients, PhoneCodes codes, NotificationProperties properties, Clock clock) {
        this.recipients = recipients;
        this.codes = codes;
        this.isSmsConfigured = properties.sms().isConfigured();
        this.clock = clock;
    }

    /** A code that is to be sent. It is never written to a log. */
    record Begun(String phone, String code, Language language, Instant expiresAt) {

        @Override
        public String toString() {
            return "Begun";
        }
    }

    /** Whether SMS may go to the person's number. Where there is no provider they only stand in the log. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public boolean allowsSms(Recipient recipient) {
        return recipient.isPhoneConfirmed() || !isSmsConfigured;
    }

    /** Makes a code; the one of before is worth nothing any more. */
    public Begun begin(UUID userId) {
        if (!isSmsConfigured) {
            throw new ConflictException("SMS are not set up here");
        }
        Recipient recipient = recipients.findOrCreateForUpdate(userId);
        String phone = recipient.phone();
        if (phone == null) {
            throw new ConflictException("The profile has no telephone number with its country");
        }
        if (recipient.isPhoneConfirmed()) {
            throw new ConflictException("The number is confirmed already");
        }
        count("account " + userId);
        count("number " + phone);
        String code = "%06d".formatted(random.nextInt(CODES));
        PhoneCode begun = codes.save(new PhoneCode(userId, phone, code, clock.instant()));
        return new Begun(phone, code, recipient.language(), begun.expiresAt());
    }

    private void count(String countedFor) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (codes.count(countedFor, today, CODES_PER_DAY) == 0) {
            Instant tomorrow = today.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            throw new TooManyRequestsException(
                    "There were " + CODES_PER_DAY + " codes today", Duration.between(now, tomorrow));
        }
    }

    /** @return whether the code was right; that it was tried is kept in any case */
    public boolean confirm(UUID userId, String code) {
        Recipient recipient = recipients.findOrCreateForUpdate(userId);
        String phone = recipient.phone();
        boolean right = phone != null
                && codes.findById(userId)
                        .filter(sent -> sent.matches(code, phone, clock.instant()))
                        .isPresent();
        if (right) {
            recipient.confirmPhone(clock.instant());
            codes.deleteOf(userId);
        }
        return right;
    }
}
