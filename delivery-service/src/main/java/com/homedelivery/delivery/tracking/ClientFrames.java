package com.homedelivery.delivery.tracking;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Lazy;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.stereotype.Component;
import org.springframework.util.MimeTypeUtils;
import tools.jackson.databind.json.JsonMapper;

/** Frames to, and on behalf of, one session of this instance. */
@Component
class ClientFrames {

    private final MessageChannel toClients;
    private final MessageChannel fromClients;
    private final ErrorFrames errors;
    private final JsonMapper json;

    /** The channels are lazy because the configuration that makes them needs this class. */
    ClientFrames(
            @Lazy @Qualifier("clientOutboundChannel") MessageChannel toClients,
            @Lazy @Qualifier("clientInboundChannel") MessageChannel fromClients,
            ErrorFrames errors,
            JsonMapper json) {
        this.toClients = toClients;
        this.fromClients = fromClients;
        this.errors = errors;
        this.json = json;
    }

    /** A message for one subscription alone. */
    void send(String sessionId, String subscriptionId, StompDestination destination, Object body) {
        SimpMessageHeaderAccessor headers = SimpMessageHeaderAccessor.create(SimpMessageType.MESSAGE);
        headers.setSessionId(sessionId);
        headers.setSubscriptionId(subscriptionId);
        headers.setDestination(destination.toString());
        headers.setContentType(MimeTypeUtils.APPLICATION_JSON);
        headers.setLeaveMutable(true);
        toClients.send(MessageBuilder.createMessage(json.writeValueAsBytes(body), headers.getMessageHeaders()));
    }

    /** An ERROR frame, after which the session is closed. */
    void sendError(String sessionId, Throwable failure) {
        StompHeaderAccessor headers = ErrorFrames.headers();
        headers.setSessionId(sessionId);
        toClients.send(errors.of(failure, headers));
    }

    /** Handles a frame as if its session had sent it now. */
    boolean receive(Message<?> frame) {
        return fromClients.send(frame);
    }

    /**
     * Ends a subscription as if its session had asked for it.
     *
     * @return the UNSUBSCRIBE frame
     */
    Message<byte[]> unsubscribe(String sessionId, String subscriptionId) {
        StompHeaderAccessor headers = StompHeaderAccessor.create(StompCommand.UNSUBSCRIBE);
        headers.setSessionId(sessionId);
        headers.setSubscriptionId(subscriptionId);
        headers.setLeaveMutable(true);
        Message<byte[]> frame = MessageBuilder.createMessage(new byte[0], headers.getMessageHeaders());
        fromClients.send(frame);
        return frame;
    }
}
