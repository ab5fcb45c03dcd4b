package com.homedelivery.delivery.demo;

import com.homedelivery.shared.api.error.CommonErrorCode;
import com.homedelivery.shared.api.error.DomainException;
import com.homedelivery.shared.fault.Fault;
import com.homedelivery.shared.fault.FaultSwitches;
import com.homedelivery.shared.security.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.simp.config.ChannelRegistration;
import org.springframework.messaging.support.ChannelInterceptor;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;

/**
 * Riders of whom nothing is heard any more, as if all of them had lost the network: neither answers to offers nor positions
 * arrive, whichever way they are sent. They still hear.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("homedelivery.demo-data")
class SilentRiders {

    private static final Fault SILENT = new Fault(
            "riders-silent", "Nothing that riders send arrives: offers run out, and positions stand still on the map");

    @Bean
    Fault ridersSilent() {
        return SILENT;
    }

    /** Whatever riders send over HTTP. */
    @Bean
    WebMvcConfigurer silentRequests(FaultSwitches switches) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry interceptors) {
                interceptors.addInterceptor(new HandlerInterceptor() {
                    @Override
                    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
                        if (!HttpMethod.GET.matches(request.getMethod())
                                && request.isUserInRole(Role.RIDER.name())
                                && switches.isOn(SILENT)) {
                            throw new RiderUnheardException();
                        }
                        return true;
                    }
                });
            }
        };
    }

    /** Nothing is done for the request. */
    private static final class RiderUnheardException extends DomainException {
        private static final long serialVersionUID = 1L;

        RiderUnheardException() {
            super(CommonErrorCode.SERVICE_ERROR, "Riders are silent on purpose");
        }
    }

    /** Positions over STOMP: the only frames with a message, which nobody but riders may send, as has been checked by then. */
    @Bean
    WebSocketMessageBrokerConfigurer silentFrames(FaultSwitches switches) {
        return new WebSocketMessageBrokerConfigurer() {
            @Override
            public void configureClientInboundChannel(ChannelRegistration channel) {
                channel.interceptors(new ChannelInterceptor() {
                    @Override
                    public @Nullable Message<?> preSend(Message<?> frame, MessageChannel to) {
                        return switches.isOn(SILENT) && isPosition(frame) ? null : frame;
                    }
                });
            }
        };
    }

    private static boolean isPosition(Message<?> frame) {
        return SimpMessageHeaderAccessor.getMessageType(frame.getHeaders()) == SimpMessageType.MESSAGE;
    }
}
