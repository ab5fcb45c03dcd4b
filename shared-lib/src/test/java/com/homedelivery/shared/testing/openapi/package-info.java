/** The OpenAPI and AsyncAPI documents of {@code docs/api}: made from the code, and held against it. */
@NullMarked
package com.homedelivery.shared.testing.openapi;

import org.jspecify.annotations.NullMarked;
