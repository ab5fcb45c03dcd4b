package com.homedelivery.notification.web;

import com.homedelivery.notification.application.FindNotifications;
import com.homedelivery.notification.domain.Notification;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.PageQuery;
import com.homedelivery.shared.api.Pagination;
import com.homedelivery.shared.security.CurrentUser;
import jakarta.validation.Valid;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class NotificationController {

    private final FindNotifications find;

    NotificationController(FindNotifications find) {
        this.find = find;
    }

    /** Lists what was sent to me, newest first. */
    @GetMapping("/notifications")
    ApiResponse<List<NotificationResponse>> mine(@AuthenticationPrincipal CurrentUser user, @Valid PageQuery page) {
        if (!page.isRequested()) {
            return ApiResponse.of(responses(find.latest(user.id())));
        }
        return ApiResponse.page(
                responses(find.page(user.id(), page.limitOrDefault(), page.offset())),
                Pagination.of(page.pageOrFirst(), page.limitOrDefault(), find.count(user.id())));
    }

    private static List<NotificationResponse> responses(List<Notification> notifications) {
        return notifications.stream().map(NotificationResponse::of).toList();
    }
}
