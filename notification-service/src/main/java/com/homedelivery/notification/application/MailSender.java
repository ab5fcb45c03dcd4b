package com.homedelivery.notification.application;

import java.util.UUID;

/** Sends mail by way of a mail server. */
public interface MailSender {

    /**
     * Hands a mail over to the mail server. It may be the second time, when the result of the first is not known.
     *
     * @throws MailDeliveryException when the mail server has not accepted it, as far as is known
     */
    void send(Mail mail) throws MailDeliveryException;

    /**
     * A mail.
     *
     * @param notificationId the same whenever it is sent again; the mail's {@code Message-ID} is made of it
     * @param subject one line
     */
    record Mail(UUID notificationId, String to, String subject, String text, String html) {}

    /** A mail that was not accepted. */
    abstract sealed class MailDeliveryException extends Exception {

        private final String serverReply;

        /**
         * @param reason why, without the words of the mail server: they quote the recipient's address
         * @param serverReply those words, for the notification's own record alone
         */
        private MailDeliveryException(String reason, String serverReply, Throwable cause) {
            super(reason, cause);
            this.serverReply = serverReply;
        }

        public String reason() {
            return String.valueOf(getMessage());
        }

        public String serverReply() {
            return serverReply;
        }
    }

    /** The mail server does not accept this mail, and says that it never will. */
    final class MailRejectedException extends MailDeliveryException {
        public MailRejectedException(String reason, String serverReply, Throwable cause) {
            super(reason, serverReply, cause);
        }
    }

    /** The mail server does not accept this mail for the moment, or the connection was lost in the middle of it. */
    final class MailDeferredException extends MailDeliveryException {
        public MailDeferredException(String reason, String serverReply, Throwable cause) {
            super(reason, serverReply, cause);
        }
    }

    /** The mail server cannot be reached, or rejects our credentials: it is not about this mail. */
    final class MailServerUnavailableException extends MailDeliveryException {
        public MailServerUnavailableException(String serverReply, Throwable cause) {
            super("The mail server is unavailable", serverReply, cause);
        }
    }
}
