package com.homedelivery.delivery.tracking;

import com.homedelivery.shared.api.EnvelopeWriter;
import com.homedelivery.shared.api.error.CommonErrorCode;
import com.homedelivery.shared.api.error.ErrorCode;
import com.homedelivery.shared.drain.ConnectionDrain;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;

/** Answers requests that are no WebSocket handshake, one too many or too late, in the envelope of the REST API. */
@Component
class WebSocketHandshakeFilter implements HandshakeInterceptor {

    private final TrackingSessions sessions;
    private final ConnectionDrain drain;
    private final EnvelopeWriter envelopes;

    WebSocketHandshakeFilter(TrackingSessions sessions, ConnectionDrain drain, EnvelopeWriter envelopes) {
        this.sessions = sessions;
        this.drain = drain;
        this.envelopes = envelopes;
    }

    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes)
            throws IOException {
        if (request.getMethod() != HttpMethod.GET) {
            response.getHeaders().setAllow(Set.of(HttpMethod.GET));
            return refuse(response, CommonErrorCode.METHOD_NOT_ALLOWED, "This method is not allowed here");
        }
        if (!"websocket".equalsIgnoreCase(request.getHeaders().getFirst(HttpHeaders.UPGRADE))) {
            return refuse(response, CommonErrorCode.VALIDATION_ERROR, "This is a WebSocket: connect with STOMP");
        }
        if (sessions.isFull()) {
            return refuse(response, CommonErrorCode.SERVICE_ERROR, "Too many clients are connected right now");
        }
        if (drain.isDraining()) {
            return refuse(response, CommonErrorCode.SERVICE_ERROR, "This instance is about to end: connect again");
        }
        return true;
    }

    private boolean refuse(ServerHttpResponse response, ErrorCode code, String message) throws IOException {
        if (response instanceof ServletServerHttpResponse servlet) {
            servlet.getHeaders()
                    .forEach((name, values) ->
                            values.forEach(value -> servlet.getServletResponse().addHeader(name, value)));
            envelopes.write(servlet.getServletResponse(), code, message);
        }
        return false;
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            @Nullable Exception failure) {}
}
