package com.homedelivery.shared.privacy;

import com.homedelivery.shared.api.ApiResponse;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class PersonalDataController {

    private final PersonalData data;

    PersonalDataController(PersonalData data) {
        this.data = data;
    }

    /** Gives everything that this service keeps about a person. With nothing in it for somebody who is not known. */
    @GetMapping("/personal-data/{userId}")
    ApiResponse<Object> personalData(@PathVariable UUID userId) {
        return ApiResponse.of(data.of(userId));
    }
}
