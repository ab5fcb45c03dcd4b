package com.homedelivery.notification.web;

import com.homedelivery.notification.application.ManagePush;
import com.homedelivery.notification.application.OutgoingUrlException;
import com.homedelivery.notification.application.SubscribeBrowser;
import com.homedelivery.notification.domain.PushSubscription;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.error.ValidationException;
import com.homedelivery.shared.security.CurrentUser;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/notifications/push")
class PushController {

    private final ManagePush push;
    private final SubscribeBrowser subscribe;

    PushController(ManagePush push, SubscribeBrowser subscribe) {
        this.push = push;
        this.subscribe = subscribe;
    }

    /** @param publicKey the {@code applicationServerKey} to subscribe with, in base64url */
    record KeyResponse(String publicKey) {}

    /**
     * A browser that takes push messages for me.
     *
     * @param service host of its push service
     */
    record SubscriptionResponse(UUID id, String service, Instant createdAt) {

        static SubscriptionResponse of(PushSubscription subscription) {
            return new SubscriptionResponse(
                    subscription.id(), URI.create(subscription.endpoint()).getHost(), subscription.createdAt());
        }
    }

    /** Gives the key that a browser subscribes with. */
    @GetMapping("/key")
    ApiResponse<KeyResponse> key() {
        return ApiResponse.of(new KeyResponse(push.publicKey()));
    }

    /** Lists the browsers in which I get push messages. */
    @GetMapping("/subscriptions")
    ApiResponse<List<SubscriptionResponse>> mine(@AuthenticationPrincipal CurrentUser user) {
        return ApiResponse.of(push.subscriptionsOf(user.id()).stream()
                .map(SubscriptionResponse::of)
                .toList());
    }

    /** Subscribes a browser, or renews its subscription. */
    @PostMapping("/subscriptions")
    @ResponseStatus(HttpStatus.CREATED)
    ApiResponse<SubscriptionResponse> subscribe(
            @AuthenticationPrincipal CurrentUser user, @Valid @RequestBody PushSubscriptionRequest request) {
        PushSubscriptionRequest.Keys keys = Objects.requireNonNull(request.keys());
        try {
            return ApiResponse.of(SubscriptionResponse.of(subscribe.subscribe(
                    user.id(),
                    Objects.requireNonNull(request.endpoint()),
                    Objects.requireNonNull(keys.p256dh()),
                    Objects.requireNonNull(keys.auth()))));
        } catch (OutgoingUrlException e) {
            throw new ValidationException("endpoint", String.valueOf(e.getMessage()));
        }
    }

    /** Unsubscribes a browser. The answer has the browsers that are left. */
    @DeleteMapping("/subscriptions/{id}")
    ApiResponse<List<SubscriptionResponse>> unsubscribe(
            @AuthenticationPrincipal CurrentUser user, @PathVariable UUID id) {
        push.unsubscribe(user.id(), id);
        return mine(user);
    }
}
