package com.homedelivery.product.domain;

/**
 * A picture of a product.
 *
 * @param id made of its content: the same picture has the same
 * @param extension of its files: {@code jpg} or {@code png}
 * @param alt what can be seen, for who cannot see it; at most 300 characters
 * @param width pixels of the largest rendition
 * @param height pixels of the largest rendition
 */
public record ProductImage(String id, String extension, String alt, int width, int height) {}
