package com.homedelivery.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.gateway.application.RequestId;
import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.netty.channel.AbortedException;
import tools.jackson.databind.json.JsonMapper;

class GatewayExceptionHandlerTests {

    private final JsonMapper json = JsonMapper.builder().build();
    private final GatewayExceptionHandler answers = new GatewayExceptionHandler(json);

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new ConnectException("Connection refused"), 503, "SERVICE_ERROR"),
                Arguments.of(new TimeoutException(), 504, "SERVICE_ERROR"),
                Arguments.of(new IOException("Connection reset by peer"), 502, "SERVICE_ERROR"),
                Arguments.of(AbortedException.beforeSend(), 502, "SERVICE_ERROR"),
                Arguments.of(new IllegalStateException("unforeseen"), 500, "INTERNAL_ERROR"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whatGoesWrongWithAServiceIsNoFaultOfTheGateway(Throwable failure, int status, String code) {
        MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/api/orders/1"));
        RequestId.assign(exchange.getAttributes(), null);

        answers.handle(exchange, failure).block();

        assertThat(exchange.getResponse().getStatusCode().value()).isEqualTo(status);
        String body = exchange.getResponse().getBodyAsString().block();
        assertThat(json.readTree(body).at("/error/code").asString()).isEqualTo(code);
    }
}
