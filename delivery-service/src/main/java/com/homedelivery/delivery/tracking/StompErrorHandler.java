package com.homedelivery.delivery.tracking;

import com.homedelivery.shared.api.error.CommonErrorCode;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.messaging.StompSubProtocolErrorHandler;

/** Answers frames that cannot be handled. */
@Component
class StompErrorHandler extends StompSubProtocolErrorHandler {

    private final ErrorFrames errors;
    private final ClientFrames frames;

    StompErrorHandler(ErrorFrames errors, ClientFrames frames) {
        this.errors = errors;
        this.frames = frames;
    }

    /**
     * Once a session is connected, the ERROR is sent through the outbound channel like its other frames: written from here it
     * could collide with one that is just being written, and be lost when the connection is closed at once.
     *
     * @return what is to be sent from here, or null
     */
    @Override
    public @Nullable Message<byte[]> handleClientMessageProcessingError(
            @Nullable Message<byte[]> frame, Throwable failure) {
        if (frame == null) {
            return errors.of(
                    new FrameRefusedException(CommonErrorCode.VALIDATION_ERROR, "This is not a STOMP frame"),
                    ErrorFrames.headers());
        }
        StompHeaderAccessor sent = StompHeaderAccessor.wrap(frame);
        String sessionId = sent.getSessionId();
        if (sessionId != null && sent.getUser() instanceof TrackingUser) {
            frames.sendError(sessionId, failure);
            return null;
        }
        return errors.of(isConnect(sent) ? failure : notConnected(), ErrorFrames.headers());
    }

    private static boolean isConnect(StompHeaderAccessor sent) {
        return sent.getCommand() == StompCommand.CONNECT || sent.getCommand() == StompCommand.STOMP;
    }

    /** Instead of the message of Spring, which rejects everything before CONNECT. */
    private static FrameRefusedException notConnected() {
        return new FrameRefusedException(CommonErrorCode.UNAUTHORIZED, "CONNECT with a bearer token first");
    }
}
