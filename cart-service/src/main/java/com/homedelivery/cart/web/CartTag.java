package com.homedelivery.cart.web;

import com.homedelivery.shared.api.ApiResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * The revision of a cart as an ETag, for {@code If-Match} (RFC 9110, section 13.1.1). A read is never answered 304: what is said
 * beside the cart, such as changed prices, changes without its revision.
 */
@RestControllerAdvice
class CartTag implements ResponseBodyAdvice<ApiResponse<?>> {

    @Override
    public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converter) {
        return ApiResponse.class.isAssignableFrom(returnType.getParameterType());
    }

    @Override
    public @Nullable ApiResponse<?> beforeBodyWrite(
            @Nullable ApiResponse<?> body,
            MethodParameter returnType,
            MediaType contentType,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (body != null && body.data() instanceof CartResponse cart) {
            response.getHeaders().setETag("\"" + cart.revision() + "\"");
        }
        return body;
    }
}
