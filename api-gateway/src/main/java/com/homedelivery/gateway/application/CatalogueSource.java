package com.homedelivery.gateway.application;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Where the catalogue is read. */
public interface CatalogueSource {

    /**
     * Reads as nobody in particular: without a token, a cookie or an address, in the client's languages.
     *
     * @return empty when the answer is not for everybody, is none, or is too large to be kept; fails like any call of a
     *     service
     */
    CompletableFuture<Optional<CatalogueResponse>> read(CatalogueRead read);
}
