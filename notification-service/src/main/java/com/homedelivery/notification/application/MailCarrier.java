package com.homedelivery.notification.application;

import java.util.UUID;

/** Somebody who carries mail: the seam to the outside. */
public interface MailCarrier {

    /**
     * Hands a mail over. It may be the second time, when the outcome of the first is not known.
     *
     * @throws MailRefused when it is not wanted
     * @throws CarrierAway when nobody is there to take it
     */
    void deliver(Mail mail) throws MailRefused, CarrierAway;

    /**
     * A mail.
     *
     * @param notificationId the same whenever it is handed over again; the mail's {@code Message-ID} is made of it
     * @param subject one line
     */
    record Mail(UUID notificationId, String to, String subject, String text, String html) {}

    /** The mail server does not take this mail. */
    final class MailRefused extends Exception {

        private final String said;

        /**
         * @param reason why, without the words of the mail server: they quote the recipient's address
         * @param said those words, for the notification's own record alone
         */
        public MailRefused(String reason, String said, Throwable cause) {
            super(reason, cause);
            this.said = said;
        }

        public String said() {
            return said;
        }
    }

    /** The mail server cannot be reached, does not let us in, or went away in the middle. */
    final class CarrierAway extends Exception {
        public CarrierAway(Throwable cause) {
            super(cause);
        }
    }
}
