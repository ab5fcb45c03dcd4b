package com.homedelivery.gateway.web;

import com.homedelivery.gateway.application.RequestId;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.error.HttpStatusError;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpStatusClass;
import java.time.Duration;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the HTTP server refuses by itself, before a filter sees it (a broken request line, headers that are too large, an
 * address that is none), it answers with an empty body. Here it gets the envelope like everything else.
 */
@Component
class MalformedRequestHandler implements NettyServerCustomizer {

    private static final String NAME = "envelope";

    /** A client that stops in the middle of its body is not waited for. */
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);

    private final JsonMapper json;
    private final ResponseHeadersFilter headers;

    MalformedRequestHandler(JsonMapper json, ResponseHeadersFilter headers) {
        this.json = json;
        this.headers = headers;
    }

    @Override
    public HttpServer apply(HttpServer server) {
        EnvelopeForEmptyErrors handler = new EnvelopeForEmptyErrors();
        return server.readTimeout(READ_TIMEOUT)
                .doOnChannelInit(
                        (_, channel, _) -> channel.pipeline().addAfter(NettyPipeline.HttpCodec, NAME, handler));
    }

    @ChannelHandler.Sharable
    private final class EnvelopeForEmptyErrors extends ChannelOutboundHandlerAdapter {

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
            super.write(
                    context,
                    message instanceof FullHttpResponse answer && isEmptyError(answer) ? fill(answer) : message,
                    promise);
        }

        /** The answer to a HEAD request has no body either, but says of which type it would be. */
        private static boolean isEmptyError(FullHttpResponse answer) {
            HttpStatusClass kind = answer.status().codeClass();
            return (kind == HttpStatusClass.CLIENT_ERROR || kind == HttpStatusClass.SERVER_ERROR)
                    && !answer.content().isReadable()
                    && !answer.headers().contains(HttpHeaderNames.CONTENT_TYPE);
        }

        private FullHttpResponse fill(FullHttpResponse empty) {
            HttpStatusError error =
                    HttpStatusError.of(HttpStatusCode.valueOf(empty.status().code()));
            byte[] body = json.writeValueAsBytes(ApiResponse.error(error.code(), error.message()));
            FullHttpResponse answer =
                    new DefaultFullHttpResponse(empty.protocolVersion(), empty.status(), Unpooled.wrappedBuffer(body));
            answer.headers().set(empty.headers());
            answer.headers().set(HttpHeaderNames.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE);
            answer.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length);
            headers.write(
                    RequestId.choose(null),
                    null,
                    (name, value) -> answer.headers().set(name, value));
            empty.release();
            return answer;
        }
    }
}
