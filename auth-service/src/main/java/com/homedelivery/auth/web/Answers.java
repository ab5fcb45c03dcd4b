package com.homedelivery.auth.web;

import com.homedelivery.shared.api.ApiResponse;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;

final class Answers {

    private Answers() {}

    /** Secrets must not be cached (RFC 6749, section 5.1). */
    static <T> ResponseEntity<ApiResponse<T>> noStore(T data) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(ApiResponse.of(data));
    }
}
