package com.homedelivery.user.web;

import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.user.domain.Language;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class LanguageController {

    private final List<Language> languages = Language.all();

    /** Lists the languages that a person may choose. Who chooses one that nothing is written in yet gets English. */
    @GetMapping("/users/languages")
    ApiResponse<List<Language>> languages() {
        return ApiResponse.of(languages);
    }
}
