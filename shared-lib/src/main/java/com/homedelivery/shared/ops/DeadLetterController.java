package com.homedelivery.shared.ops;

import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.PageQuery;
import com.homedelivery.shared.api.Pagination;
import com.homedelivery.shared.security.CurrentUser;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Events that this service could not act on. */
@RestController
@RequestMapping("/ops/dead-letters")
class DeadLetterController {

    private final DeadLetterOperations letters;

    DeadLetterController(DeadLetterOperations letters) {
        this.letters = letters;
    }

    /** Lists dead letters, newest first. The first hundred when no page was asked for. */
    @GetMapping
    ApiResponse<List<DeadLetter>> list(@RequestParam(required = false) @Nullable String stream, @Valid PageQuery page) {
        OpsPage asked = OpsPage.of(page);
        List<DeadLetter> found = letters.newest(stream, asked.offset(), asked.limit()).stream()
                .map(DeadLetter::summary)
                .toList();
        return page.isRequested()
                ? ApiResponse.page(
                        found, Pagination.of(page.pageOrFirst(), page.limitOrDefault(), letters.count(stream)))
                : ApiResponse.of(found);
    }

    /** Gives a dead letter with its data. */
    @GetMapping("/{id}")
    ApiResponse<DeadLetter> get(@PathVariable String id) {
        return ApiResponse.of(letters.get(id));
    }

    /** Tries a dead letter again. When it is handled, it is gone. */
    @PostMapping("/{id}/retry")
    ApiResponse<OpsResult> retry(@PathVariable String id, @AuthenticationPrincipal CurrentUser operator) {
        letters.retry(id, operator);
        return ApiResponse.of(new OpsResult(id, "handled"));
    }

    /** Tries dead letters again, the oldest first. At most a hundred, and for a few seconds. */
    @PostMapping("/retry")
    ApiResponse<DeadLetterOperations.BulkRetry> retryAll(
            @Valid @RequestBody RetryRequest request, @AuthenticationPrincipal CurrentUser operator) {
        return ApiResponse.of(letters.retryAll(request.stream(), request.type(), request.after(), operator));
    }

    /** Gives a dead letter up. */
    @DeleteMapping("/{id}")
    ApiResponse<OpsResult> discard(
            @PathVariable String id,
            @RequestParam @NotBlank @Size(max = 500) String reason,
            @AuthenticationPrincipal CurrentUser operator) {
        letters.discard(id, reason, operator);
        return ApiResponse.of(new OpsResult(id, "discarded"));
    }

    /**
     * Which ones to retry.
     *
     * @param stream only those of this stream or topic; of all when it is left out
     * @param type only events of this type; of all when it is left out
     * @param after only those behind this letter; from the oldest on when it is left out
     */
    record RetryRequest(
            @Nullable @Size(max = 200) String stream,
            @Nullable @Size(max = 200) String type,
            @Nullable @Size(max = 200) String after) {}
}
