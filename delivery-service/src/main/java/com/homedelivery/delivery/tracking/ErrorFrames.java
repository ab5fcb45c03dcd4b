package com.homedelivery.delivery.tracking;

import com.homedelivery.shared.api.ApiResponse.ApiError;
import com.homedelivery.shared.api.error.CommonErrorCode;
import com.homedelivery.shared.api.error.DomainException;
import com.homedelivery.shared.api.error.OutageClassifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.stereotype.Component;
import org.springframework.util.MimeTypeUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns failures into STOMP ERROR frames: the stable code in the {@code message} header, and {@code code} and
 * {@code message} as JSON in the body; no internals. The connection is closed after it (STOMP 1.2, ERROR).
 */
@Component
class ErrorFrames {

    private static final Logger log = LoggerFactory.getLogger(ErrorFrames.class);

    private final JsonMapper json;

    ErrorFrames(JsonMapper json) {
        this.json = json;
    }

    Message<byte[]> of(Throwable failure, StompHeaderAccessor headers) {
        ApiError error = errorOf(failure);
        headers.setMessage(error.code());
        headers.setContentType(MimeTypeUtils.APPLICATION_JSON);
        headers.setLeaveMutable(true);
        return MessageBuilder.createMessage(json.writeValueAsBytes(error), headers.getMessageHeaders());
    }

    static StompHeaderAccessor headers() {
        return StompHeaderAccessor.create(StompCommand.ERROR);
    }

    private static ApiError errorOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DomainException known) {
                return new ApiError(known.code(), String.valueOf(known.getMessage()), known.details());
            }
        }
        if (OutageClassifier.isCauseOf(failure)) {
            log.error("A database or cache did not answer", failure);
            return new ApiError(CommonErrorCode.SERVICE_ERROR, "The service cannot answer right now", null);
        }
        log.error("Unforeseen", failure);
        return new ApiError(CommonErrorCode.INTERNAL_ERROR, "Something went wrong on our side", null);
    }
}
