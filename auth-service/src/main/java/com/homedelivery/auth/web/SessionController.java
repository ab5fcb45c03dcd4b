package com.homedelivery.auth.web;

import com.homedelivery.auth.application.ManageSessions;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.security.CurrentUser;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/auth/sessions")
class SessionController {

    private final ManageSessions sessions;

    SessionController(ManageSessions sessions) {
        this.sessions = sessions;
    }

    /** Lists where one is logged in, the session that was used last first. */
    @GetMapping
    ApiResponse<List<SessionResponse>> sessions(@AuthenticationPrincipal CurrentUser user) {
        return ApiResponse.of(sessions.list(user).stream()
                .map(session -> SessionResponse.of(session, user))
                .toList());
    }

    /** Logs one session out. All access tokens of the account end; the sessions that stay get new ones by a refresh. */
    @DeleteMapping("/{sessionId}")
    ApiResponse<RevokedResponse> revoke(
            @AuthenticationPrincipal CurrentUser user, @PathVariable UUID sessionId, HttpServletRequest http) {
        sessions.revoke(user, sessionId, Clients.of(http));
        return ApiResponse.of(new RevokedResponse(true));
    }

    /** Logs all sessions out but the one that calls. All access tokens end: that one gets a new one by a refresh. */
    @DeleteMapping
    ApiResponse<RevokedResponse> revokeOthers(@AuthenticationPrincipal CurrentUser user, HttpServletRequest http) {
        sessions.revokeOthers(user, Clients.of(http));
        return ApiResponse.of(new RevokedResponse(true));
    }
}
