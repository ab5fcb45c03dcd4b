package com.homedelivery.delivery.tracking;

import com.homedelivery.delivery.application.RecordLocation;
import com.homedelivery.shared.api.error.CommonErrorCode;
import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.geo.GeoPoint;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.MessageExceptionHandler;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.handler.annotation.support.MethodArgumentNotValidException;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.stereotype.Controller;

/** The positions that riders send over their session. */
@Controller
class RiderLocationController {

    private static final Logger log = LoggerFactory.getLogger(RiderLocationController.class);
    private static final String LAST_SAMPLE = RiderLocationController.class.getName() + ".lastSample";

    /** Positions of one client that follow closer upon each other are dropped: nobody sees the difference on a map. */
    private static final Duration SAMPLES_APART = Duration.ofMillis(200);

    private final RecordLocation location;
    private final ClientFrames frames;
    private final Clock clock;

    RiderLocationController(RecordLocation location, ClientFrames frames, Clock clock) {
        this.location = location;
        this.frames = frames;
        this.clock = clock;
    }

    @MessageMapping("/deliveries/{deliveryId}/location")
    void move(
            @DestinationVariable UUID deliveryId,
            @Payload @Valid GeoPoint at,
            TrackingUser rider,
            SimpMessageHeaderAccessor frame) {
        if (isTooSoon(frame)) {
            return;
        }
        try {
            location.ofDelivery(deliveryId, rider.user().id(), at);
        } catch (ConflictException over) {
            // The position was sent before the rider knew that the delivery is over.
            log.debug("A late position for delivery {}", deliveryId);
        }
    }

    private boolean isTooSoon(SimpMessageHeaderAccessor frame) {
        var session = frame.getSessionAttributes();
        if (session == null) {
            return false;
        }
        Instant now = clock.instant();
        if (session.get(LAST_SAMPLE) instanceof Instant last && now.isBefore(last.plus(SAMPLES_APART))) {
            return true;
        }
        session.put(LAST_SAMPLE, now);
        return false;
    }

    @MessageExceptionHandler({MessageConversionException.class, MethodArgumentNotValidException.class})
    void unreadable(@Header(SimpMessageHeaderAccessor.SESSION_ID_HEADER) String sessionId) {
        frames.sendError(
                sessionId,
                new FrameRefusedException(
                        CommonErrorCode.VALIDATION_ERROR, "Send {\"lat\", \"lng\"} in degrees, as JSON"));
    }

    @MessageExceptionHandler
    void refused(Exception failure, @Header(SimpMessageHeaderAccessor.SESSION_ID_HEADER) String sessionId) {
        frames.sendError(sessionId, failure);
    }
}
