package com.homedelivery.notification.application;

import java.util.UUID;

/** Somebody who carries mail: the seam to the outside. */
public interface MailSender {

    /**
     * Hands a mail over. It may be the second time, when the outcome of the first is not known.
     *
     * @throws NotDelivered when nobody has taken it, as far as is known
     */
    void deliver(Mail mail) throws NotDelivered;

    /**
     * A mail.
     *
     * @param notificationId the same whenever it is handed over again; the mail's {@code Message-ID} is made of it
     * @param subject one line
     */
    record Mail(UUID notificationId, String to, String subject, String text, String html) {}

    /** A mail that was not handed over. */
    abstract sealed class NotDelivered extends Exception {

        private final String said;

        /**
         * @param reason why, without the words of the mail server: they quote the recipient's address
         * @param said those words, for the notification's own record alone
         */
        private NotDelivered(String reason, String said, Throwable cause) {
            super(reason, cause);
            this.said = said;
        }

        public String reason() {
            return String.valueOf(getMessage());
        }

        public String said() {
            return said;
        }
    }

    /** The mail server does not take this mail, and says that it never will. */
    final class MailRefused extends NotDelivered {
        public MailRefused(String reason, String said, Throwable cause) {
            super(reason, said, cause);
        }
    }

    /** The mail server does not take this mail for the moment, or went away in the middle of it. */
    final class MailDeferred extends NotDelivered {
        public MailDeferred(String reason, String said, Throwable cause) {
            super(reason, said, cause);
        }
    }

    /** The mail server cannot be reached, or does not let us in: it is not about this mail. */
    final class CarrierAway extends NotDelivered {
        public CarrierAway(String said, Throwable cause) {
            super("The mail server is away", said, cause);
        }
    }
}
