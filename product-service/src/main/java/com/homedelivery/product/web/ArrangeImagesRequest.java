package com.homedelivery.product.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** @param images those that stay, in their order */
record ArrangeImagesRequest(@NotNull @Size(max = 10) List<@Valid @NotNull Image> images) {

    /**
     * A picture of the product.
     *
     * @param id of one of its pictures
     * @param alt what can be seen, for who cannot see it
     */
    record Image(
            @NotBlank String id, @NotBlank @Size(max = 300) String alt) {}
}
