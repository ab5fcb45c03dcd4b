package com.homedelivery.inventory.web;

import com.homedelivery.inventory.application.RequestStockNotice;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.security.CurrentUser;
import jakarta.validation.Valid;
import java.util.List;
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

/** What customers want to be told about when it is in stock again. */
@RestController
@RequestMapping("/inventory/notices")
class NoticeController {

    private final RequestStockNotice notices;

    NoticeController(RequestStockNotice notices) {
        this.notices = notices;
    }

    /** Lists the products that one waits for. */
    @GetMapping
    ApiResponse<List<NoticeResponse>> list(@AuthenticationPrincipal CurrentUser user) {
        return ApiResponse.of(NoticeResponse.of(notices.noticesOf(user.id())));
    }

    /** Asks to be told when a product is in stock again. Once: asked again, one keeps one's place. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ApiResponse<List<NoticeResponse>> request(
            @AuthenticationPrincipal CurrentUser user, @Valid @RequestBody NoticeRequest request) {
        return ApiResponse.of(NoticeResponse.of(notices.request(request.productId(), user.id())));
    }

    /** Waits for a product no longer. */
    @DeleteMapping("/{productId}")
    ApiResponse<List<NoticeResponse>> withdraw(
            @AuthenticationPrincipal CurrentUser user, @PathVariable UUID productId) {
        return ApiResponse.of(NoticeResponse.of(notices.withdraw(productId, user.id())));
    }
}
