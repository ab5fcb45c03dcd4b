/**
 * Client of the Home Delivery API. {@link com.homedelivery.client.HomeDelivery} is where it begins; what it sends and gets is
 * generated from the API's OpenAPI document.
 */
@NullMarked
package com.homedelivery.client;

import org.jspecify.annotations.NullMarked;
