package com.homedelivery.inventory.web;

import com.homedelivery.inventory.application.ReceiveGoods;
import com.homedelivery.inventory.application.ReceiveGoods.ReceiptPage;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.PageQuery;
import com.homedelivery.shared.api.Pagination;
import com.homedelivery.shared.security.CurrentUser;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Goods that come in. */
@RestController
@RequestMapping("/inventory/receipts")
class ReceiptController {

    private final ReceiveGoods receive;

    ReceiptController(ReceiveGoods receive) {
        this.receive = receive;
    }

    /** Receives goods, each line as a batch. Once for each number: the same again changes nothing. */
    @PutMapping("/{number}")
    ApiResponse<ReceiptResponse> receive(
            @AuthenticationPrincipal CurrentUser admin,
            @PathVariable
                    @Pattern(regexp = "[A-Za-z0-9._-]{1,50}", message = "must be 1 to 50 letters, digits, dots, dashes")
                    String number,
            @Valid @RequestBody ReceiptRequest request) {
        return ApiResponse.of(ReceiptResponse.of(receive.receive(request.of(number), admin)));
    }

    /** Gives a goods receipt. With what is left of its lines. */
    @GetMapping("/{number}")
    ApiResponse<ReceiptResponse> receipt(@PathVariable String number) {
        return ApiResponse.of(ReceiptResponse.of(receive.receiptOf(number)));
    }

    /** Lists goods receipts, newest first. Without their lines. */
    @GetMapping
    ApiResponse<List<ReceiptResponse>> list(@Valid PageQuery page) {
        ReceiptPage found = receive.page(page.offset(), page.limitOrDefault());
        return ApiResponse.page(
                found.receipts().stream().map(ReceiptResponse::of).toList(),
                Pagination.of(page.pageOrFirst(), page.limitOrDefault(), found.total()));
    }
}
