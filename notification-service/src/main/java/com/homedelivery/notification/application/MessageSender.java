package com.homedelivery.notification.application;

import com.homedelivery.notification.domain.Channel;
import com.homedelivery.notification.domain.Language;
import com.homedelivery.notification.domain.RenderedMessage;
import com.homedelivery.notification.domain.Template;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sends the messages of one channel, by way of a mail server or a provider. */
public interface MessageSender {

    /** The channel whose messages it sends. */
    Channel channel();

    /**
     * Hands a message over. It may be the second time, when the result of the first is not known.
     *
     * @return what the provider calls it, or null
     * @throws DeliveryException when it was not accepted, as far as is known
     */
    @Nullable
    String send(Message message) throws DeliveryException;

    /**
     * Finds a message that was handed over, perhaps, and whose answer never came.
     *
     * @param since when it was handed over first
     * @return what the provider calls it; empty when the provider has not taken it, or when it does no harm to hand it over again
     * @throws ServerUnavailableException when nobody can say right now
     */
    default Optional<String> find(Message message, Instant since) throws ServerUnavailableException {
        return Optional.empty();
    }

    /**
     * A message.
     *
     * @param notificationId the same whenever it is sent again; a mail's {@code Message-ID} is made of it
     * @param userId whose it is
     * @param template what it is about
     * @param language that it is written in
     * @param to the address on its channel
     * @param content its text
     */
    record Message(
            UUID notificationId,
            UUID userId,
            Template template,
            Language language,
            String to,
            RenderedMessage content) {}

    /** A message that was not accepted. */
    abstract sealed class DeliveryException extends Exception {

        private final String serverReply;

        /**
         * @param reason why, without the words of the server: they quote the recipient's address
         * @param serverReply those words, for the notification's own record alone
         */
        private DeliveryException(String reason, String serverReply, @Nullable Throwable cause) {
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

    /** The server does not accept this message, and says that it never will. */
    final class RejectedException extends DeliveryException {
        public RejectedException(String reason, String serverReply, Throwable cause) {
            super(reason, serverReply, cause);
        }
    }

    /** There is nobody at this address: no message to it will ever be accepted. */
    final class UnknownAddressException extends DeliveryException {
        public UnknownAddressException(String reason, String serverReply, @Nullable Throwable cause) {
            super(reason, serverReply, cause);
        }
    }

    /** The server does not accept this message for the moment, or the connection was lost in the middle of it. */
    final class DeferredException extends DeliveryException {
        public DeferredException(String reason, String serverReply, Throwable cause) {
            super(reason, serverReply, cause);
        }
    }

    /** The server cannot be reached, or rejects our credentials: it is not about this message. */
    final class ServerUnavailableException extends DeliveryException {
        public ServerUnavailableException(String serverReply, Throwable cause) {
            super("The server is unavailable", serverReply, cause);
        }
    }

    /** The message was handed over, and no answer came that says what became of it. */
    final class UnknownOutcomeException extends DeliveryException {
        public UnknownOutcomeException(String serverReply, Throwable cause) {
            super("No answer", serverReply, cause);
        }
    }

    /** The message was handed over more than once, perhaps, and the provider knows nothing of it. */
    final class LostException extends DeliveryException {
        public LostException() {
            super("No answer", "No answer, and the provider does not know of it", null);
        }
    }

    /** What the message is about is void by now: nobody needs it. */
    final class ObsoleteException extends DeliveryException {
        public ObsoleteException(String reason) {
            super(reason, reason, null);
        }
    }
}
