package com.homedelivery.order.web;

import com.homedelivery.order.application.ManagePromotions;
import com.homedelivery.order.application.ManagePromotions.Counted;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.PageQuery;
import com.homedelivery.shared.api.Pagination;
import com.homedelivery.shared.api.conditional.EntityTag;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/orders/promotions")
class PromotionController {

    private final ManagePromotions manage;
    private final Clock clock;

    PromotionController(ManagePromotions manage, Clock clock) {
        this.manage = manage;
        this.clock = clock;
    }

    /** Lists promotions and coupons, newest first. Also those that have ended. */
    @GetMapping
    ApiResponse<List<PromotionResponse>> list(@Valid PageQuery page) {
        Page<Counted> found = manage.list(page);
        return ApiResponse.page(
                found.map(PromotionResponse::of).getContent(),
                Pagination.of(page.pageOrFirst(), page.limitOrDefault(), found.getTotalElements()));
    }

    /** Gives a promotion. */
    @GetMapping("/{id}")
    ResponseEntity<ApiResponse<PromotionResponse>> get(@PathVariable UUID id) {
        return answer(HttpStatus.OK, manage.find(id));
    }

    /** Adds a promotion. With a code it is a coupon, without one it applies by itself. */
    @PostMapping
    ResponseEntity<ApiResponse<PromotionResponse>> create(@Valid @RequestBody PromotionRequest request) {
        return answer(HttpStatus.CREATED, manage.create(request.toDetails(clock.instant())));
    }

    /** Replaces a promotion. With {@code If-Match}, only when it is still the one that the admin read. */
    @PutMapping("/{id}")
    ResponseEntity<ApiResponse<PromotionResponse>> revise(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody PromotionRequest request) {
        return answer(
                HttpStatus.OK, manage.revise(id, request.toDetails(clock.instant()), EntityTag.parseIfMatch(ifMatch)));
    }

    /** Ends a promotion now. Quotes that have it can still be ordered. */
    @PostMapping("/{id}/end")
    ResponseEntity<ApiResponse<PromotionResponse>> end(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return answer(HttpStatus.OK, manage.end(id, EntityTag.parseIfMatch(ifMatch)));
    }

    private static ResponseEntity<ApiResponse<PromotionResponse>> answer(HttpStatus status, Counted counted) {
        return ResponseEntity.status(status)
                .eTag(new EntityTag(counted.promotion().version()).toString())
                .body(ApiResponse.of(PromotionResponse.of(counted)));
    }
}
