package com.homedelivery.user.client;

import com.homedelivery.shared.api.ApiResponse;
import java.util.Map;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.GetExchange;

/** Called as this service. */
interface PersonalDataClient {

    @GetExchange("/personal-data/{userId}")
    ApiResponse<Map<String, Object>> about(@PathVariable UUID userId);
}
