package com.homedelivery.notification.web;

import com.homedelivery.notification.application.ManageWebhooks;
import com.homedelivery.notification.application.OutgoingUrlException;
import com.homedelivery.notification.application.OutgoingUrls;
import com.homedelivery.notification.application.WebhookEvents;
import com.homedelivery.notification.domain.WebhookDelivery;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.PageQuery;
import com.homedelivery.shared.api.Pagination;
import com.homedelivery.shared.api.error.ValidationException;
import jakarta.validation.Valid;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Webhooks, for admins. */
@RestController
@RequestMapping("/notifications/webhooks")
class WebhookController {

    private final ManageWebhooks webhooks;
    private final OutgoingUrls urls;

    WebhookController(ManageWebhooks webhooks, OutgoingUrls urls) {
        this.webhooks = webhooks;
        this.urls = urls;
    }

    /**
     * A webhook and its secret, which is not shown again.
     *
     * @param secret {@code whsec_…}: what its messages are signed with
     */
    record WebhookWithSecretResponse(WebhookResponse webhook, String secret) {

        static WebhookWithSecretResponse of(ManageWebhooks.WithSecret made) {
            return new WebhookWithSecretResponse(
                    WebhookResponse.of(made.webhook()), made.secret().text());
        }
    }

    /** Lists the types of events that webhooks can be told of. */
    @GetMapping("/event-types")
    ApiResponse<List<String>> eventTypes() {
        return ApiResponse.of(List.copyOf(WebhookEvents.all()));
    }

    /** Lists the webhooks, oldest first. */
    @GetMapping
    ApiResponse<List<WebhookResponse>> all() {
        return ApiResponse.of(webhooks.all().stream().map(WebhookResponse::of).toList());
    }

    /** Makes a webhook. The answer has its secret, which is not shown again. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ApiResponse<WebhookWithSecretResponse> create(@Valid @RequestBody WebhookRequest request) {
        return ApiResponse.of(WebhookWithSecretResponse.of(
                webhooks.create(checkedUrl(request), request.description(), request.toEventTypes())));
    }

    /** Gives a webhook. */
    @GetMapping("/{id}")
    ApiResponse<WebhookResponse> webhook(@PathVariable UUID id) {
        return ApiResponse.of(WebhookResponse.of(webhooks.get(id)));
    }

    /** Changes a webhook, or switches it on or off. */
    @PutMapping("/{id}")
    ApiResponse<WebhookResponse> revise(@PathVariable UUID id, @Valid @RequestBody WebhookRequest request) {
        return ApiResponse.of(WebhookResponse.of(webhooks.revise(
                id, checkedUrl(request), request.description(), request.toEventTypes(), request.isEnabled())));
    }

    /** Deletes a webhook and the log of its deliveries. The answer has those that are left. */
    @DeleteMapping("/{id}")
    ApiResponse<List<WebhookResponse>> delete(@PathVariable UUID id) {
        webhooks.delete(id);
        return all();
    }

    /** Gives a webhook another secret. For a while its messages are signed with the one of before as well. */
    @PostMapping("/{id}/secret")
    ApiResponse<WebhookWithSecretResponse> rotateSecret(@PathVariable UUID id) {
        return ApiResponse.of(WebhookWithSecretResponse.of(webhooks.rotateSecret(id)));
    }

    /** Lists what was delivered, or not, newest first. */
    @GetMapping("/{id}/deliveries")
    ApiResponse<List<WebhookDeliveryResponse>> deliveries(
            @PathVariable UUID id,
            @RequestParam(required = false) WebhookDelivery.@Nullable Status status,
            @Valid PageQuery page) {
        return ApiResponse.page(
                webhooks.deliveriesOf(id, status, page.limitOrDefault(), page.offset()).stream()
                        .map(WebhookDeliveryResponse::of)
                        .toList(),
                Pagination.of(page.pageOrFirst(), page.limitOrDefault(), webhooks.countDeliveries(id, status)));
    }

    /** Has a delivery posted once more. */
    @PostMapping("/{id}/deliveries/{deliveryId}/resend")
    ApiResponse<WebhookDeliveryResponse> resend(@PathVariable UUID id, @PathVariable UUID deliveryId) {
        return ApiResponse.of(WebhookDeliveryResponse.of(webhooks.resend(id, deliveryId)));
    }

    private String checkedUrl(WebhookRequest request) {
        String url = Objects.requireNonNull(request.url());
        try {
            urls.check(url);
            return url;
        } catch (OutgoingUrlException e) {
            throw new ValidationException("url", String.valueOf(e.getMessage()));
        }
    }
}
