package com.homedelivery.auth.web;

import com.homedelivery.auth.application.LogIn;
import com.homedelivery.auth.application.LogOut;
import com.homedelivery.auth.application.RegisterAccount;
import com.homedelivery.auth.application.RotateTokens;
import com.homedelivery.shared.api.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
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
    ApiResponse<RegisteredResponse> register(@Valid @RequestBody RegisterRequest request, HttpServletRequest http) {
        return ApiResponse.of(
                RegisteredResponse.of(registration.signUp(request.address(), request.password(), Clients.of(http))));
    }

    /**
     * Logs in. The access token is for the header {@code Authorization}, the refresh token for a new pair when it has
     * expired. Where a second factor is on, a code of it is required besides: the same request again, with the code.
     */
    @PostMapping("/login")
    ResponseEntity<ApiResponse<TokensResponse>> login(
            @Valid @RequestBody LoginRequest request, HttpServletRequest http) {
        return Answers.noStore(TokensResponse.of(
                login.logIn(request.address(), request.password(), request.code(), Clients.of(http))));
    }

    /** Gives a new pair of tokens. The refresh token that was sent is spent. */
    @PostMapping("/refresh")
    ResponseEntity<ApiResponse<TokensResponse>> refresh(
            @RequestBody(required = false) @Nullable RefreshRequest request, HttpServletRequest http) {
        return Answers.noStore(TokensResponse.of(rotation.rotate(RefreshRequest.tokenIn(request), Clients.of(http))));
    }

    /** Logs out. The refresh token, and all that were made of the same login, are revoked. */
    @PostMapping("/logout")
    ApiResponse<LoggedOutResponse> logout(
            @RequestBody(required = false) @Nullable RefreshRequest request, HttpServletRequest http) {
        logout.logOut(RefreshRequest.tokenIn(request), Clients.of(http));
        return ApiResponse.of(new LoggedOutResponse(true));
    }
}
