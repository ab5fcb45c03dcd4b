package com.homedelivery.product.web;

import com.homedelivery.product.application.CatalogueEntry;
import com.homedelivery.product.application.ManageImages;
import com.homedelivery.product.application.ManageProducts;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.conditional.EntityTag;
import com.homedelivery.shared.api.error.NotFoundException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/products")
class ImageController {

    /** A name stands for one content for ever. */
    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private final ManageImages images;
    private final ManageProducts products;
    private final Languages languages;
    private final ImageUrls urls;

    ImageController(ManageImages images, ManageProducts products, Languages languages, ImageUrls urls) {
        this.images = images;
        this.products = products;
        this.languages = languages;
        this.urls = urls;
    }

    /** Gives a picture. Whoever has it never has to ask again. */
    @GetMapping("/images/{name}")
    ResponseEntity<byte[]> file(@PathVariable String name) {
        byte[] content = images.file(name).orElseThrow(() -> new NotFoundException("Image"));
        return ResponseEntity.ok()
                .contentType(name.endsWith(".png") ? MediaType.IMAGE_PNG : MediaType.IMAGE_JPEG)
                .cacheControl(FOR_EVER)
                .header("X-Content-Type-Options", "nosniff")
                .body(content);
    }

    /**
     * Adds a picture to a product, behind the others. The body is a PNG or JPEG file; whatever it calls itself, it is decoded and
     * written anew. {@code alt} is what can be seen.
     */
    @PostMapping(
            path = "/{id}/images",
            consumes = {MediaType.IMAGE_JPEG_VALUE, MediaType.IMAGE_PNG_VALUE, MediaType.APPLICATION_OCTET_STREAM_VALUE
            })
    ResponseEntity<ApiResponse<ProductResponse>> add(
            @PathVariable UUID id,
            @RequestParam @NotBlank @Size(max = 300) String alt,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody byte[] image) {
        return written(HttpStatus.CREATED, images.add(id, image, alt.strip(), EntityTag.parseIfMatch(ifMatch)));
    }

    /** Puts the pictures of a product in order. Those that are not sent are not shown any more. */
    @PutMapping("/{id}/images")
    ResponseEntity<ApiResponse<ProductResponse>> arrange(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody ArrangeImagesRequest request) {
        SequencedMap<String, String> arranged = new LinkedHashMap<>();
        request.images().forEach(image -> arranged.put(image.id(), image.alt().strip()));
        return written(HttpStatus.OK, products.arrangeImages(id, arranged, EntityTag.parseIfMatch(ifMatch)));
    }

    private ResponseEntity<ApiResponse<ProductResponse>> written(HttpStatus status, CatalogueEntry entry) {
        return ResponseEntity.status(status)
                .eTag(new EntityTag(entry.version()).toString())
                .body(ApiResponse.of(ProductResponse.of(entry, languages.first(), urls)));
    }
}
