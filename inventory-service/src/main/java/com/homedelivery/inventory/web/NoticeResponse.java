package com.homedelivery.inventory.web;

import com.homedelivery.inventory.application.StockNotices.Notice;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A product that a customer waits for. */
record NoticeResponse(UUID productId, Instant requestedAt) {

    static List<NoticeResponse> of(List<Notice> notices) {
        return notices.stream()
                .map(notice -> new NoticeResponse(notice.productId(), notice.requestedAt()))
                .toList();
    }
}
