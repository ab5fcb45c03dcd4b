package com.homedelivery.product.web;

import com.homedelivery.product.application.ManageSynonyms;
import com.homedelivery.product.application.SynonymSet;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.error.ValidationException;
import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What means the same in searches. */
@RestController
@RequestMapping("/products/synonyms")
class SynonymController {

    private final ManageSynonyms manage;
    private final Languages languages;

    SynonymController(ManageSynonyms manage, Languages languages) {
        this.manage = manage;
        this.languages = languages;
    }

    /** Lists the synonyms of searches. The oldest come first. */
    @GetMapping
    ApiResponse<List<SynonymResponse>> list() {
        return ApiResponse.of(manage.list().stream().map(this::response).toList());
    }

    /** Adds synonyms. Whoever searches for one of the terms finds what has any of them, from now on. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ApiResponse<SynonymResponse> add(@Valid @RequestBody SynonymRequest request) {
        return ApiResponse.of(response(manage.add(searched(request.language()), request.terms())));
    }

    /** Replaces synonyms. */
    @PutMapping("/{id}")
    ApiResponse<SynonymResponse> revise(@PathVariable UUID id, @Valid @RequestBody SynonymRequest request) {
        return ApiResponse.of(response(manage.revise(id, searched(request.language()), request.terms())));
    }

    /** Removes synonyms. */
    @DeleteMapping("/{id}")
    ApiResponse<SynonymResponse> remove(@PathVariable UUID id) {
        return ApiResponse.of(response(manage.remove(id)));
    }

    private @Nullable String searched(@Nullable String tag) {
        if (tag == null) {
            return null;
        }
        if (!languages.isKnown(tag)) {
            throw new ValidationException("language", "must be a language of the catalogue");
        }
        return languages.searched(tag);
    }

    private SynonymResponse response(SynonymSet set) {
        String language = set.language();
        return new SynonymResponse(
                set.id(),
                language == null ? null : language.isEmpty() ? languages.first() : language,
                set.terms(),
                set.createdAt(),
                set.updatedAt());
    }
}
