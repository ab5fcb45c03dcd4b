package com.homedelivery.product.application;

/** A category and how many products in it are on sale. */
public record CategoryCount(String category, long count) {}
