package com.homedelivery.auth.web;

import com.homedelivery.auth.application.LogIn;
import com.homedelivery.auth.application.LogOut;
import com.homedelivery.auth.application.RegisterAccount;
import com.homedelivery.auth.application.RotateTokens;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.security.Role;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Registration, login, token refresh and logout: all public. */
@RestController
@RequestMapping("/auth")
class AuthController {

    private final RegisterAccount registration;
    private final LogIn login;
    private final RotateTokens rotation;
    private final LogOut logout;

    AuthController(RegisterAccount registration, LogIn login, RotateTokens rotation, LogOut logout) {
        this.registration = registration;
        this.login = login;
        this.rotation = rotation;
        this.logout = logout;
    }

    /** Creates an account. It has the role {@code user}. */
    @PostMapping("/register")
    @ResponseStatus(HttpStatus.CREATED)
    ApiResponse<RegisteredResponse> register(@Valid @RequestBody RegisterRequest request) {
        return ApiResponse.of(
                RegisteredResponse.of(registration.register(request.address(), request.password(), Role.USER)));
    }

    /**
     * Logs in. The access token is for the header {@code Authorization}, the refresh token for a new pair when it has
     * expired.
     */
    @PostMapping("/login")
    ResponseEntity<ApiResponse<TokensResponse>> login(@Valid @RequestBody LoginRequest request) {
        return noStore(TokensResponse.of(login.logIn(request.address(), request.password())));
    }

    /** Gives a new pair of tokens. The refresh token that was sent is spent. */
    @PostMapping("/refresh")
    ResponseEntity<ApiResponse<TokensResponse>> refresh(
            @RequestBody(required = false) @Nullable RefreshRequest request) {
        return noStore(TokensResponse.of(rotation.rotate(RefreshRequest.tokenIn(request))));
    }

    /** Logs out. The refresh token, and all that were made of the same login, are revoked. */
    @PostMapping("/logout")
    ApiResponse<LoggedOutResponse> logout(@RequestBody(required = false) @Nullable RefreshRequest request) {
        logout.logOut(RefreshRequest.tokenIn(request));
        return ApiResponse.of(new LoggedOutResponse(true));
    }

    /** Tokens must not be cached (RFC 6749, section 5.1). */
    private static <T> ResponseEntity<ApiResponse<T>> noStore(T data) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(ApiResponse.of(data));
    }
}
