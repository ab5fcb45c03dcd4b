package com.homedelivery.product.web;

import com.homedelivery.product.domain.Translation;
import java.util.Map;

/**
 * @param product as customers see it in the first language
 * @param version goes up with every change; the ETag is made of it
 * @param translations by the language's tag
 */
record AdminProductResponse(ProductResponse product, long version, Map<String, Translation> translations) {}
