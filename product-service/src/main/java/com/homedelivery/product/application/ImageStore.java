package com.homedelivery.product.application;

import java.util.Optional;

/** Where pictures are kept. A name stands for one content for ever. */
public interface ImageStore {

    /**
     * Keeps a file; one of this name that is there already stays.
     *
     * @throws com.homedelivery.shared.api.error.ServiceUnavailableException when it cannot be written
     */
    void put(String name, byte[] content);

    /** The file of this name. */
    Optional<byte[]> get(String name);
}
