package com.homedelivery.product.web;

import com.homedelivery.product.application.ManageCategories;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A category as an admin writes it.
 *
 * @param parentId null for a root
 * @param slug its name in addresses, of one category only
 */
record CategoryRequest(
        @NotBlank
        @Size(max = 60)
        @Pattern(regexp = "[^>\\p{Cntrl}]*", message = "must be without > and control characters")
        String name,

        @Nullable UUID parentId,

        @Size(max = 80)
        @Pattern(
                regexp = "[a-z0-9]+(-[a-z0-9]+)*",
                message = "must be of lower-case letters and digits, with single hyphens between them")
        @Nullable
        String slug) {

    ManageCategories.Command command() {
        return new ManageCategories.Command(name.strip(), parentId, slug);
    }
}
