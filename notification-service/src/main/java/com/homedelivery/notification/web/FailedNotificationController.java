package com.homedelivery.notification.web;

import com.homedelivery.notification.application.ResendNotification;
import com.homedelivery.notification.domain.Notification;
import com.homedelivery.notification.domain.NotificationStatus;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.PageQuery;
import com.homedelivery.shared.api.Pagination;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Notifications as admins look after them: without their texts. */
@RestController
class FailedNotificationController {

    private final ResendNotification resend;

    FailedNotificationController(ResendNotification resend) {
        this.resend = resend;
    }

    /**
     * A notification as admins see it.
     *
     * @param reason what the mail server or the provider said the last time
     */
    record AdminNotificationResponse(
            UUID id,
            @Nullable UUID userId,
            String channel,
            String template,
            NotificationStatus status,
            @Nullable String reason,
            Instant createdAt) {

        static AdminNotificationResponse of(Notification notification) {
            return new AdminNotificationResponse(
                    notification.id(),
                    notification.userId(),
                    notification.channel().toString(),
                    notification.template().toString(),
                    notification.status(),
                    notification.failureReason(),
                    notification.createdAt());
        }
    }

    /** Lists what was given up, newest first. */
    @GetMapping("/notifications/failed")
    ApiResponse<List<AdminNotificationResponse>> failed(@Valid PageQuery page) {
        return ApiResponse.page(
                resend.failed(page.limitOrDefault(), page.offset()).stream()
                        .map(AdminNotificationResponse::of)
                        .toList(),
                Pagination.of(page.pageOrFirst(), page.limitOrDefault(), resend.countFailed()));
    }

    /** Sends a notification once more that was given up, or was sent, to the address that its recipient has now, or that its secret is for. */
    @PostMapping("/notifications/{id}/resend")
    ApiResponse<AdminNotificationResponse> resend(@PathVariable UUID id) {
        return ApiResponse.of(AdminNotificationResponse.of(resend.resend(id)));
    }
}
